package io.ikebus.local.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path directory;

    @Test
    void givesTheLastLinesOfALogOfAnyLength() throws IOException {
        // Given
        Path log = directory.resolve("long.log");
        Files.write(log, IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList());

        // When
        List<String> lines = LogTail.of(log, 2);

        // Then
        assertThat(lines).containsExactly("line 99998", "line 99999");
    }

    @Test
    void givesNothingWhereThereIsNoLog() {
        assertThat(LogTail.of(directory.resolve("none.log"), 2)).isEmpty();
    }
}
