package io.ikebus.local.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.local.verification.TestOutcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    private static final String REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="io.ikebus.WireTest" tests="5" errors="1" skipped="2" failures="1">
              <properties><property name="a" value="b"/></properties>
              <testcase name="holds" classname="io.ikebus.WireTest" time="0.1"/>
              <testcase name="breaks" classname="io.ikebus.WireTest" time="0.1">
                <failure message="expected 1&#10;but was 2" type="java.lang.AssertionError">trace</failure>
              </testcase>
              <testcase name="explodes" classname="io.ikebus.WireTest" time="0.1">
                <error type="java.lang.IllegalStateException">java.lang.IllegalStateException
                at somewhere</error>
              </testcase>
              <testcase name="waits" classname="io.ikebus.WireTest" time="0">
                <skipped message="this must run as root"/>
              </testcase>
              <testcase name="assumes" classname="io.ikebus.WireTest" time="0">
                <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: \
            Assumption failed: no vectors
                at somewhere]]></skipped>
              </testcase>
            </testsuite>
            """;

    @TempDir
    private Path home;

    private Path report;

    @BeforeEach
    void aModuleHasReported() throws IOException {
        Path reports = Files.createDirectories(home.resolve("libs/wire/target/surefire-reports"));
        report = Files.writeString(reports.resolve("TEST-io.ikebus.WireTest.xml"), REPORT);
    }

    @Test
    void everyTestOfAReportIsRead() {
        assertThat(SurefireReports.since(Instant.EPOCH, home))
                .containsExactly(
                        new TestOutcome("WireTest.holds", Kind.PASSED, ""),
                        new TestOutcome("WireTest.breaks", Kind.FAILED, "expected 1"),
                        new TestOutcome("WireTest.explodes", Kind.FAILED, "java.lang.IllegalStateException"),
                        new TestOutcome("WireTest.waits", Kind.SKIPPED, "this must run as root"),
                        new TestOutcome("WireTest.assumes", Kind.SKIPPED, "no vectors"));
    }

    @Test
    void reportsOfAnEarlierRunDoNotCount() throws IOException {
        // Given
        Instant now = Instant.now();
        Files.setLastModifiedTime(report, FileTime.from(now.minusSeconds(60)));

        // Then
        assertThat(SurefireReports.since(now, home)).isEmpty();
    }

    @Test
    void failuresAndSkipsAreToldWithTheirReasons() {
        // Given
        StepResult step = new StepResult("unit", 1, Duration.ofSeconds(90), SurefireReports.read(report), List.of());

        // When
        List<String> lines =
                Summary.of(List.of(step, new StepResult("demo", 0, Duration.ofSeconds(9), List.of(), List.of())));

        // Then
        assertThat(lines.getFirst()).startsWith("  FAILED unit").contains("1 passed, 2 failed, 2 skipped", "90.0 s");
        assertThat(lines.get(1)).startsWith("  ok     demo");
        assertThat(lines)
                .contains("  failed: WireTest.breaks: expected 1", "  skipped: WireTest.waits: this must run as root");
    }

    @Test
    void whatKeptABuildFromTestingIsTold() {
        // Given a module that does not compile
        StepResult step = new StepResult(
                "unit", 1, Duration.ZERO, List.of(), List.of("Failed to execute goal compile on project wire"));

        // Then
        assertThat(Summary.of(List.of(step)))
                .contains("  failed: unit: Failed to execute goal compile on project wire");
    }

    @Test
    void aStepWhoseProgramFailsHasNotHeldWhateverItsTestsSay() {
        assertThat(new StepResult("unit", 1, Duration.ZERO, List.of(), List.of()).held())
                .isFalse();
        assertThat(new StepResult("unit", 0, Duration.ZERO, List.of(), List.of()).held())
                .isTrue();
    }
}
