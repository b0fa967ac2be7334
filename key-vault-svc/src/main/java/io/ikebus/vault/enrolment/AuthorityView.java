package io.ikebus.vault.enrolment;

import io.ikebus.vault.credential.CertificateView;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.issuing.Encoded;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Who signs services' certificates.
 *
 * @param certificate PEM, for the trust files of whoever services call
 * @param earlier authorities before it, of which certificates may still be good
 */
record AuthorityView(
        String id,
        String subject,
        Instant notBefore,
        Instant notAfter,
        boolean imported,
        String certificate,
        List<Earlier> earlier) {

    /** The same of one that signs no longer. */
    record Earlier(String id, String subject, Instant notAfter, String certificate) {

        static Earlier of(StoredAuthority stored) {
            X509Certificate certificate = Encoded.certificate(stored.certificate());
            CertificateView view = CertificateView.of(certificate);
            return new Earlier(
                    stored.id(), view.subject(), view.notAfter(), Encoded.pem("CERTIFICATE", stored.certificate()));
        }
    }

    static AuthorityView of(StoredAuthority stored, List<Earlier> earlier) {
        CertificateView view = CertificateView.of(Encoded.certificate(stored.certificate()));
        return new AuthorityView(
                stored.id(),
                view.subject(),
                view.notBefore(),
                view.notAfter(),
                stored.imported(),
                Encoded.pem("CERTIFICATE", stored.certificate()),
                earlier);
    }
}
