package io.ikebus.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.vault.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<AuditEvent> written = new CopyOnWriteArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean away;

    private void append(List<AuditEvent> events) {
        if (away) {
            throw new IllegalStateException("away");
        }
        written.addAll(events);
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(NOW.plusSeconds(number), "negotiator", "skeyid", Outcome.USED, "west", "no " + number);
    }

    @Test
    void eventsAreWrittenInTheirOrder() {
        try (AuditTrail trail = new AuditTrail(this::append, 10_000, lost::incrementAndGet)) {
            for (int i = 0; i < 600; i++) {
                trail.record(event(i));
            }
            await().until(() -> trail.waiting() == 0);
        }
        assertThat(written).hasSize(600).isSortedAccordingTo(java.util.Comparator.comparing(AuditEvent::at));
        assertThat(lost).hasValue(0);
    }

    @Test
    void whatWaitsWhileTheDatabaseIsAwayIsWrittenWhenItIsBack() {
        away = true;
        try (AuditTrail trail = new AuditTrail(this::append, 10, lost::incrementAndGet)) {
            trail.record(event(1));
            trail.record(event(2));
            assertThat(trail.waiting()).isEqualTo(2);

            away = false;
            await().until(() -> trail.waiting() == 0);
        }
        assertThat(written).containsExactly(event(1), event(2));
    }

    @Test
    void whatFindsNoRoomIsCountedAndTheTableShowsTheGap() {
        AuditBacklog backlog = new AuditBacklog(2);

        assertThat(backlog.add(event(1))).isTrue();
        assertThat(backlog.add(event(2))).isTrue();
        assertThat(backlog.add(event(3))).isFalse();
        assertThat(backlog.add(event(4))).isFalse();
        backlog.written(2);
        assertThat(backlog.size()).isEqualTo(1);
        assertThat(backlog.add(event(5))).isTrue();

        assertThat(backlog.size()).isEqualTo(2);
        assertThat(takeAll(backlog))
                .satisfiesExactly(
                        gap -> {
                            assertThat(gap.outcome()).isEqualTo(Outcome.NOTED);
                            assertThat(gap.detail())
                                    .isEqualTo(
                                            "2 events from 2026-01-01T00:00:03Z to 2026-01-01T00:00:04Z are in the log only");
                        },
                        event -> assertThat(event).isEqualTo(event(5)));
    }

    private static List<AuditEvent> takeAll(AuditBacklog backlog) {
        try {
            return backlog.next(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theCallerLearnsOfEachEventThatIsLost() {
        away = true;
        AuditTrail trail = new AuditTrail(this::append, 1, lost::incrementAndGet);
        trail.record(event(1));
        trail.record(event(2));
        trail.record(event(3));

        assertThat(lost).hasValue(2);
        away = false;
        trail.close();
        assertThat(written.getFirst()).isEqualTo(event(1));
        assertThat(written.get(1).detail()).startsWith("2 events from");
    }

    @Test
    void nobodyWritesLinesOfTheirOwnIntoTheRecord() {
        AuditEvent event = new AuditEvent(NOW, "eve\nroot", "skeyid", Outcome.REFUSED, "a\u0000b\r", "x".repeat(1000));

        assertThat(event.actor()).isEqualTo("eve?root");
        assertThat(event.subject()).isEqualTo("a?b?");
        assertThat(event.detail()).hasSize(300).endsWith("…");
    }
}
