package io.ikebus.local.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    @TempDir
    Path directory;

    @Test
    void isReadAsItWasWrittenByItsOwnerAlone() throws IOException {
        // Given
        Archive archive = new Archive(Octets.ofNumber(9, 32), List.of(Octets.of(1, 2, 3), Octets.of(4)));
        Path file = directory.resolve("vault.backup");
        // When
        archive.write(file);
        // Then
        assertThat(Archive.read(file)).isEqualTo(archive);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesNoFile() throws IOException {
        Path file = Files.writeString(directory.resolve("vault.backup"), "something dear");

        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> new Archive(Octets.ofNumber(9, 32), List.of(Octets.of(1))).write(file))
                .withMessageContaining("is there already");
        assertThat(file).hasContent("something dear");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ikebus vault backup 1\n",
                "ikebus vault backup 2\nfor 00\nAAAA\n",
                "ikebus vault backup 1\nfor zz\nAAAA\n",
                "ikebus vault backup 1\nfor 00\n%%%\n",
            })
    void garbageIsNamed(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("vault.backup"), content);

        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> Archive.read(file))
                .withMessageContaining(file.toString());
    }
}
