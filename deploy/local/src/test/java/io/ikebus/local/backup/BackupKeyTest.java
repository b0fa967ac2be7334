package io.ikebus.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupKeyTest {
    @TempDir
    Path directory;

    private Path privateKey() {
        return directory.resolve("backup.key");
    }

    private Path publicKey() {
        return directory.resolve("backup.pub");
    }

    @Test
    void bothHalvesBelongTogetherAndThePrivateOneIsItsOwners() throws IOException {
        // When
        BackupKey.make(privateKey(), publicKey());
        // Then
        assertThat(BackupKey.pair(privateKey()).publicKey()).isEqualTo(BackupKey.publicKey(publicKey()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(privateKey())))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesNoKey() {
        BackupKey.make(privateKey(), publicKey());

        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> BackupKey.make(privateKey(), directory.resolve("other.pub")))
                .withMessageContaining("is there already");
    }

    @Test
    void aPrivateKeyThatOthersCanReadIsRefused() throws IOException {
        BackupKey.make(privateKey(), publicKey());
        Files.setPosixFilePermissions(privateKey(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> BackupKey.pair(privateKey()))
                .withMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz00000000000000000000000000000000000000000000000000000000000000"})
    void garbageIsRefusedWithoutShowingIt(String content) throws IOException {
        Path file = Files.writeString(publicKey(), content);

        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> BackupKey.publicKey(file))
                .withMessageContaining("must hold 64 hex digits");
    }
}
