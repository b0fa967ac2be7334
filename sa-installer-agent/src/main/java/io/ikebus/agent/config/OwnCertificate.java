package io.ikebus.agent.config;

import io.ikebus.protocol.bus.GatewayId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Whether the agent's certificate makes it the agent of its gateway: the vault and the bus go by that name alone. */
final class OwnCertificate {

    private OwnCertificate() {}

    /** A sentence that says what is wrong; empty if nothing is. */
    static Optional<String> fault(Path file, GatewayId gateway) {
        String wanted = "agent:" + gateway;
        try (InputStream pem = Files.newInputStream(file)) {
            CertificateFactory x509 = CertificateFactory.getInstance("X.509");
            return x509.generateCertificate(pem) instanceof X509Certificate certificate
                            && CommonName.of(certificate.getSubjectX500Principal())
                                    .filter(wanted::equals)
                                    .isPresent()
                    ? Optional.empty()
                    : Optional.of("the common name of this certificate must be " + wanted);
        } catch (IOException | CertificateException e) {
            return Optional.of("this is a file with the agent's certificate, PEM");
        }
    }
}
