package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.TrustPaths;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * What a certificate says, for people.
 *
 * @param certificate DER in base64
 */
public record CertificateView(String subject, String issuer, Instant notBefore, Instant notAfter, String certificate) {

    public static CertificateView of(X509Certificate certificate) {
        try {
            return new CertificateView(
                    TrustPaths.shown(certificate.getSubjectX500Principal()),
                    TrustPaths.shown(certificate.getIssuerX500Principal()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    new CertificateText(Octets.wrap(certificate.getEncoded())).toString());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("what was decoded has an encoding", e);
        }
    }
}
