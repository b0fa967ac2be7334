package io.ikebus.negotiator.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogBrakeTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final LogBrake brake = new LogBrake(2, () -> now);

    @Test
    void letsSoManyLinesOfAReasonThroughInASecond() {
        assertThat(brake.pass("a")).hasValue(0);
        assertThat(brake.pass("a")).hasValue(0);
        assertThat(brake.pass("a")).isEmpty();
        assertThat(brake.pass("b")).hasValue(0);
    }

    @Test
    void saysAfterwardsHowManyItWithheld() {
        // Given
        for (int i = 0; i < 7; i++) {
            brake.pass("a");
        }
        // When
        now = now.plusSeconds(1);
        // Then
        assertThat(brake.pass("a")).hasValue(5);
        assertThat(brake.pass("a")).hasValue(0);
        // When
        now = now.plusSeconds(9);
        // Then
        assertThat(brake.pass("a")).hasValue(0);
    }
}
