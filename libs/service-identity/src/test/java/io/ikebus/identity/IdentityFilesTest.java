package io.ikebus.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFilesTest {
    @TempDir
    Path directory;

    private IdentityFiles files() {
        return new IdentityFiles(
                directory.resolve("own.pem"), directory.resolve("own.crt"), directory.resolve("own.key"));
    }

    private Identity issued(String name) throws IOException {
        IssuedCertificate issued =
                LocalAuthority.create(directory.resolve("pki")).issue(name);
        return Identity.read(issued.keystore());
    }

    @Test
    void whatIsWrittenIsReadBackAndTheOwnersAlone() throws IOException {
        Identity identity = issued("agent:east");

        files().write(identity);

        assertThat(Identity.read(files().keystore())).isEqualTo(identity);
        assertThat(Files.readString(files().key()) + Files.readString(files().certificate()))
                .isEqualTo(Files.readString(files().keystore()));
        for (Path file : new Path[] {files().keystore(), files().certificate(), files().key()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void copiesThatACrashLeftBehindAreMadeWhole() throws IOException {
        // Given
        files().write(issued("agent:east"));
        Identity next = issued("agent:east");
        IdentityFiles.write(files().keystore(), next.keyPem() + next.chainPem());
        // When
        files().repair();
        // Then
        assertThat(Files.readString(files().key())).isEqualTo(next.keyPem());
        assertThat(Files.readString(files().certificate())).isEqualTo(next.chainPem());
    }

    @Test
    void renewalIsDueAtTwoThirdsOrALittleEarlier() throws IOException {
        var certificate = issued("agent:east").certificate();
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());

        for (int seed = 0; seed < 100; seed++) {
            assertThat(Renewal.due(certificate, new Random(seed)))
                    .isBetween(
                            from.plus(life.multipliedBy(6).dividedBy(10)),
                            from.plus(life.multipliedBy(2).dividedBy(3)));
        }
    }

    @Test
    void aKeyThatWaitsForItsCertificateAsksWithTheSameRequest() {
        KeyAndRequest made = KeyAndRequest.generate("agent:east");

        assertThat(KeyAndRequest.parse(made.pem())).isEqualTo(made);
        assertThat(made.toString()).doesNotContain("BEGIN");
    }
}
