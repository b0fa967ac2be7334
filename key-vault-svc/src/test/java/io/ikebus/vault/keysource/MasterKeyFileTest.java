package io.ikebus.vault.keysource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.masterkey.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {
    private static final String DIGITS = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";

    @TempDir
    Path directory;

    private Path file(String content, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve("master.key"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {DIGITS, DIGITS + "\n", DIGITS + "\r\n"})
    void readsSixtyFourHexDigits(String content) throws IOException {
        List<MasterKey> keys = MasterKeyFile.read(file(content, "r--------"));

        assertThat(keys)
                .containsExactly(
                        MasterKey.of(Secret.copyOf(Octets.fromHex(DIGITS).toByteArray())));
        assertThat(keys.getFirst().id()).startsWith("mk-").hasSize(19);
        assertThat(keys.toString()).doesNotContain("0001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void readsAKeyFromEachLine(String lineEnd) throws IOException {
        String other = "5a".repeat(32);

        List<MasterKey> keys = MasterKeyFile.read(file(other + lineEnd + DIGITS + lineEnd, "r--------"));

        assertThat(keys)
                .containsExactly(
                        MasterKey.of(Secret.copyOf(Octets.fromHex(other).toByteArray())),
                        MasterKey.of(Secret.copyOf(Octets.fromHex(DIGITS).toByteArray())));
    }

    @Test
    void refusesMoreLinesThanARingHas() throws IOException {
        Path file = file((DIGITS + "\r\n").repeat(9), "r--------");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyFile.read(file))
                .withMessageContaining("in 1 to 8 lines");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "\n",
                "0001",
                DIGITS + "00",
                DIGITS + " ",
                " " + DIGITS,
                DIGITS + "\n\n",
                DIGITS + "\n\n\n\n",
                DIGITS + "\n" + "0001",
                DIGITS + "\r" + DIGITS,
                DIGITS + DIGITS,
                "g00102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F",
            })
    void refusesOtherContentWithoutShowingIt(String content) throws IOException {
        Path file = file(content, "rw-------");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyFile.read(file))
                .withMessageContaining("must hold 64 hex digits")
                .withMessageContaining("openssl rand -hex 32")
                // The directory's name has digits of its own.
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).replace(file.toString(), ""))
                        .doesNotContain("0102"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw----", "rw--w----", "rw-----w-", "rwx--x---"})
    void refusesAFileThatOthersCanReadOrChange(String permissions) throws IOException {
        Path file = file(DIGITS, permissions);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyFile.read(file))
                .withMessageContaining(permissions)
                .withMessageContaining("chmod 600");
    }

    @Test
    void saysHowToMakeAFileThatIsMissing() {
        Path missing = directory.resolve("no-such.key");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyFile.read(missing))
                .withMessageContaining("umask 077 && openssl rand -hex 32 > " + missing);
    }

    @Test
    void refusesADirectory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyFile.read(directory))
                .withMessageContaining("is not a file");
    }
}
