package io.ikebus.local.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BedReportTest {
    private static final Instant BEGAN = Instant.now().minusSeconds(60);

    @TempDir
    Path home;

    @Test
    void showsTheTablesAndNotTheirText() throws IOException {
        // Given
        Path file = home.resolve(BedReport.FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# Title\n\nText.\n\n| peer |\n| --- |\n| strongSwan |\n");
        // Then
        assertThat(new BedReport(home).since(BEGAN).orElseThrow())
                .containsExactly("| peer |", "| --- |", "| strongSwan |");
    }

    @Test
    void showsNothingOfAnEarlierRun() throws IOException {
        // Given
        Path file = home.resolve(BedReport.FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "| peer |\n");
        // Then
        assertThat(new BedReport(home).since(Instant.now().plusSeconds(60))).isEmpty();
    }

    @Test
    void showsNothingWhereTheBedHasNotRun() {
        assertThat(new BedReport(home).since(BEGAN)).isEmpty();
    }
}
