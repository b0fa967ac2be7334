package io.ikebus.testkit.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAuthorityTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path directory;

    @Test
    void issuesACertificateForBothEndsOfAConnection() throws Exception {
        // Given
        LocalAuthority authority = LocalAuthority.create(directory, () -> NOW);
        // When
        IssuedCertificate issued = authority.issue("agent:east", List.of("localhost", "192.0.2.1", "2001:db8::1"));
        // Then
        X509Certificate certificate = read(issued.certificate());
        certificate.verify(read(issued.trust()).getPublicKey());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=agent:east");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .isEqualTo("[[2, localhost], [7, 192.0.2.1], [7, 2001:db8:0:0:0:0:0:1]]");
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(NOW.plus(48, ChronoUnit.HOURS)));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void writesFilesThatOnlyTheirOwnerReads() throws Exception {
        // When
        IssuedCertificate issued =
                LocalAuthority.create(directory.resolve("pki")).issue("agent:east");
        // Then
        assertThat(issued.keystore()).hasFileName("agent-east.pem");
        assertThat(issued.keystore())
                .content()
                .isEqualTo(Files.readString(issued.key()) + Files.readString(issued.certificate()));
        try (Stream<Path> files = Files.list(directory.resolve("pki"))) {
            assertThat(files)
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void continuesAfterItIsOpenedAgain() throws Exception {
        // Given
        LocalAuthority.create(directory);
        // When
        IssuedCertificate issued = LocalAuthority.open(directory).issue("vault");
        // Then
        X509Certificate certificate = read(issued.certificate());
        certificate.verify(read(directory.resolve("ca.crt")).getPublicKey());
        certificate.checkValidity();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../ca", "a/b", "CN=x,O=y", " ", "a\0b"})
    void refusesCommonNamesThatAreNoFileName(String commonName) {
        LocalAuthority authority = LocalAuthority.create(directory);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> authority.issue(commonName))
                .withMessageContaining("common name");
    }

    private static X509Certificate read(Path file) throws CertificateException {
        return CertificateForge.parse(Pem.decode("CERTIFICATE", PrivateFiles.read(file)));
    }
}
