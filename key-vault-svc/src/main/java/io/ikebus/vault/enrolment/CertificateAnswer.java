package io.ikebus.vault.enrolment;

import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.issuing.Encoded;
import java.time.Instant;

/**
 * @param subject its common name
 * @param chain PEM: the certificate, then its authority's
 */
record CertificateAnswer(String serial, String subject, Instant notAfter, String chain) {

    static CertificateAnswer of(StoredServiceCertificate certificate, Enrolled enrolled) {
        StoredAuthority authority = enrolled.authorities().get(certificate.authority());
        String own = Encoded.pem("CERTIFICATE", certificate.certificate());
        return new CertificateAnswer(
                certificate.serial(),
                certificate.commonName(),
                certificate.notAfter(),
                authority == null ? own : own + Encoded.pem("CERTIFICATE", authority.certificate()));
    }
}
