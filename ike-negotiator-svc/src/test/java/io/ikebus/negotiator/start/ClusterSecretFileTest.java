package io.ikebus.negotiator.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSecretFileTest {
    private static final SessionKey KEY = SessionKey.parse("east/0011223344556677");
    private static final int MANY = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void isHexWithOrWithoutALineEnd() throws IOException {
        // Given
        String hex = "00112233445566778899aabbccddeeff";
        PartitionHash expected =
                new PartitionHash(Secret.wrap(Octets.fromHex(hex).toByteArray()));
        // Then
        for (String content : new String[] {hex, hex + "\n"}) {
            assertThat(read(content).partition(KEY, MANY)).isEqualTo(expected.partition(KEY, MANY));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00112233", "not-so-secret-after-all-not-so-secret", "00112233445566778899aabbccddeeff0"})
    void saysWhatItTakesAndNeverShowsWhatItGot(String content) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(content))
                .withMessageContaining("at least 16 octets as hex")
                .withMessageNotContaining("not-so-secret")
                .withMessageNotContaining("00112233");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterSecretFile()
                        .convert(directory.resolve("missing").toString()))
                .withMessageContaining("cannot be read");
    }

    private PartitionHash read(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("cluster"), content);
        return new ClusterSecretFile().convert(file.toString());
    }
}
