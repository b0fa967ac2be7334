package io.ikebus.negotiator.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final AtomicInteger rung = new AtomicInteger();
    private final Alarm alarm = new Alarm(context, SHORTEST, rung::incrementAndGet);

    @Test
    void isSilentWhileThereIsNothingToWaitFor() {
        alarm.set(Optional.empty(), NOW);
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void ringsOnceAtTheDeadline() {
        // Given
        alarm.set(Optional.of(NOW.plusMillis(300)), NOW);
        assertThat(pending()).singleElement().satisfies(set -> {
            assertThat(set.getInterval()).isEqualTo(Duration.ofMillis(300));
            // When
            set.getPunctuator().punctuate(0);
        });
        // Then
        assertThat(rung).hasValue(1);
        assertThat(pending()).isEmpty();
    }

    @Test
    void waitsNeitherLessThanTheShortestNorMoreThanASecond() {
        // Given
        alarm.set(Optional.of(NOW.plusSeconds(3_600)), NOW);
        assertThat(pending()).extracting(CapturedPunctuator::getInterval).containsExactly(Duration.ofSeconds(1));
        // When
        alarm.set(Optional.of(NOW.minusSeconds(5)), NOW);
        // Then
        assertThat(pending()).extracting(CapturedPunctuator::getInterval).containsExactly(SHORTEST);
    }

    @Test
    void isNotSetAnewForALaterDeadline() {
        // Given
        alarm.set(Optional.of(NOW.plusMillis(300)), NOW);
        // When
        alarm.set(Optional.of(NOW.plusMillis(400)), NOW);
        // Then
        assertThat(context.scheduledPunctuators()).hasSize(1);
        // When
        alarm.set(Optional.of(NOW.plusMillis(200)), NOW);
        // Then
        assertThat(pending()).extracting(CapturedPunctuator::getInterval).containsExactly(Duration.ofMillis(200));
    }

    private List<CapturedPunctuator> pending() {
        return context.scheduledPunctuators().stream()
                .filter(set -> !set.cancelled())
                .toList();
    }
}
