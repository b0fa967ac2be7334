package io.ikebus.vault.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditEntry;
import io.ikebus.vault.audit.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Octets HASH = Octets.wrap(new byte[32]);

    private final Table table = new Table();
    private final List<SiemEvent> arrived = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private final Publisher publisher =
            new Publisher(table, Wire::new, entry -> entry.number() != 13, Duration.ofMillis(1));

    @AfterEach
    void close() {
        publisher.close();
    }

    private static AuditEntry entry(long number) {
        return new AuditEntry(
                number, NOW, "anna", "credential.put", "changed", "west", "version " + number, HASH, HASH);
    }

    /** As many events as it is told, a cursor, and a commit that can fail. */
    private static final class Table implements Outbox {
        volatile long last;
        volatile long cursor;
        volatile int failingCommits;

        @Override
        public Turn publish(int most, Consumer<List<AuditEntry>> send) {
            long end = Math.min(last, cursor + most);
            if (end == cursor) {
                return Turn.NOTHING_WAITS;
            }
            send.accept(LongStream.rangeClosed(cursor + 1, end)
                    .mapToObj(PublisherTest::entry)
                    .toList());
            if (failingCommits > 0) {
                failingCommits--;
                throw new IllegalStateException("the vault was killed here");
            }
            cursor = end;
            return Turn.SENT;
        }

        @Override
        public long waiting() {
            return last - cursor;
        }
    }

    private final class Wire implements Bus {
        @Override
        public void probe() {
            if (away) {
                throw new BusAway("away", new IllegalStateException());
            }
        }

        @Override
        public void send(List<SiemEvent> events) {
            probe();
            arrived.addAll(events);
        }

        @Override
        public void close() {}
    }

    @Test
    void whatWaitsWhileKafkaIsAwayIsSentInItsOrderWhenItIsBack() {
        // Given
        away = true;
        table.last = 1_200;
        // When
        publisher.start();
        // Then
        await().until(() -> !publisher.status().well());
        await().until(() -> publisher.status().waiting() == 1_200);
        assertThat(arrived).isEmpty();
        // When
        away = false;
        // Then
        await().until(() ->
                publisher.status().waiting() == 0 && publisher.status().well());
        assertThat(arrived).hasSize(1_200);
        assertThat(arrived.stream().map(PublisherTest::number)).isSorted().doesNotHaveDuplicates();
    }

    private static Long number(SiemEvent event) {
        return Long.valueOf(event.id().substring(0, event.id().indexOf('-')));
    }

    @Test
    void whatWasSentAndNotNotedComesAgainWithTheSameId() {
        // Given
        table.last = 3;
        table.failingCommits = 1;
        // When
        publisher.start();
        await().until(() -> table.cursor == 3);
        // Then
        assertThat(arrived.stream().map(SiemEvent::id).toList())
                .hasSize(6)
                .containsSequence("1-0000000000000000", "2-0000000000000000", "3-0000000000000000")
                .hasSameElementsAs(List.of("1-0000000000000000", "2-0000000000000000", "3-0000000000000000"));
    }

    @Test
    void aTextThatSomebodyMadeTooLongForKafkaDoesNotStopTheOthers() {
        String far = "x".repeat(2_000_000);
        AuditEntry entry =
                new AuditEntry(1, Instant.MIN, far, far, far, far, far, Octets.wrap(new byte[2_000_000]), Octets.EMPTY);

        SiemEvent event = SiemEvents.of(entry, false);

        assertThat(BusJson.write(event)).hasSizeLessThan(10_000);
        assertThat(event.id()).isEqualTo("1-");
        assertThat(event.time()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void anEventSaysWhoDidWhatAndWhereItIsInTheChain() {
        // Given
        table.last = 13;
        // When
        publisher.start();
        await().until(() -> arrived.size() == 13);
        // Then
        String json = new String(BusJson.write(arrived.getFirst()), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"specversion\":\"1.0\"")
                .contains("\"type\":\"io.ikebus.vault.changed\"")
                .contains("\"subject\":\"west\"")
                .contains("\"operation\":\"credential.put\"")
                .contains("\"name\":\"anna\"")
                .contains("\"intact\":true");
        assertThat(new String(BusJson.write(arrived.getLast()), StandardCharsets.UTF_8))
                .contains("\"intact\":false");
    }
}
