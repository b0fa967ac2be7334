package io.ikebus.agent.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ikebus.agent.Samples;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.SaKeySealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentKeyTest {

    @TempDir
    Path parent;

    @Test
    void isMadeOnceForTheOwnerAloneAndKept() throws IOException {
        // Given
        Octets made;
        try (StateDirectory directory = StateDirectory.open(parent.resolve("state"))) {
            AgentKey key = AgentKey.in(directory);
            assertThat(key.isNew()).isTrue();
            made = key.publicKey();
        }
        // When
        try (StateDirectory directory = StateDirectory.open(parent.resolve("state"))) {
            AgentKey key = AgentKey.in(directory);
            // Then
            assertThat(key.isNew()).isFalse();
            assertThat(key.publicKey()).isEqualTo(made);
            assertThat(mode("state")).isEqualTo("rwx------");
            assertThat(mode("state/hpke.key")).isEqualTo("rw-------");
        }
    }

    @Test
    void opensWhatWasSealedToItForThatSaAlone() {
        try (StateDirectory directory = StateDirectory.open(parent)) {
            AgentKey key = AgentKey.in(directory);
            Secret keymat = Samples.keymat(Samples.GCM_128, 1);
            Octets octets = SaKeySealing.seal(key.publicKey(), Samples.inboundId(0x1000), keymat);

            assertThat(key.open(Samples.inboundId(0x1000), octets)).contains(keymat);
            assertThat(key.open(Samples.inboundId(0x1001), octets)).isEmpty();
            assertThat(key.open(Samples.inboundId(0x1000), octets.slice(0, octets.length() - 1)))
                    .isEmpty();
        }
    }

    @Test
    void refusesAFileThatOthersMayReadOrThatIsNoKey() throws IOException {
        try (StateDirectory directory = StateDirectory.open(parent)) {
            assertThat(AgentKey.in(directory).isNew()).isTrue();
            Path file = parent.resolve("hpke.key");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> AgentKey.in(directory))
                    .withMessageContaining("0600");

            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(file, "00".repeat(31) + "zz");
            assertThatIllegalStateException()
                    .isThrownBy(() -> AgentKey.in(directory))
                    .withMessageContaining("64 hex digits")
                    .withMessageNotContaining("zz");
        }
    }

    @Test
    void aDirectoryHasOneAgent() {
        try (StateDirectory directory = StateDirectory.open(parent)) {
            assertThat(directory.path()).isEqualTo(parent);
            assertThatIllegalStateException()
                    .isThrownBy(() -> StateDirectory.open(parent))
                    .withMessageContaining("another agent");
        }
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(path)));
    }
}
