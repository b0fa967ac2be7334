package io.ikebus.negotiator.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final Deadlines deadlines = new Deadlines();

    @Test
    void tellsWhatIsDueAndNothingElse() {
        // Given
        set("b", 10);
        set("a", 20);
        set("c", 30);
        // Then
        assertThat(deadlines.due(T0.plusMillis(9), 10)).isEmpty();
        assertThat(deadlines.due(T0.plusMillis(20), 10)).containsExactly("b", "a");
        assertThat(deadlines.due(T0.plusMillis(99), 2)).containsExactly("b", "a");
    }

    @Test
    void knowsTheEarliest() {
        // Given
        assertThat(deadlines.next()).isEmpty();
        set("b", 20);
        set("a", 10);
        // Then
        assertThat(deadlines.next()).contains(T0.plusMillis(10));
        // When
        deadlines.set("a", Optional.empty());
        // Then
        assertThat(deadlines.next()).contains(T0.plusMillis(20));
    }

    @Test
    void replacesADeadline() {
        // Given
        set("a", 10);
        // When
        set("a", 50);
        // Then
        assertThat(deadlines.due(T0.plusMillis(49), 10)).isEmpty();
        assertThat(deadlines.due(T0.plusMillis(50), 10)).containsExactly("a");
    }

    @Test
    void forgetsADeadline() {
        // Given
        set("a", 10);
        set("b", 10);
        // When
        deadlines.set("a", Optional.empty());
        deadlines.set("never set", Optional.empty());
        // Then
        assertThat(deadlines.due(T0.plusMillis(50), 10)).containsExactly("b");
    }

    private void set(String key, long millis) {
        deadlines.set(key, Optional.of(T0.plusMillis(millis)));
    }
}
