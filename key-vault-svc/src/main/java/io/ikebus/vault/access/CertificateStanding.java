package io.ikebus.vault.access;

import java.security.cert.X509Certificate;

/** Whether a certificate that TLS has verified is still good. */
public interface CertificateStanding {

    /** What is known of one. */
    enum Standing {
        GOOD,
        REVOKED,
        /** Nothing yet: somebody else may have issued it a moment ago. */
        UNKNOWN
    }

    /** From memory, at once. */
    Standing of(X509Certificate certificate);

    /** After a look at what others have done; may wait for it. Never unknown. */
    Standing afterALook(X509Certificate certificate);

    /** It was used, and refused. */
    void refused(X509Certificate certificate);
}
