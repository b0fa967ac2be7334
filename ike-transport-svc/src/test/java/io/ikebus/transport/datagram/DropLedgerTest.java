package io.ikebus.transport.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.transport.Messages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropLedgerTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DropLedger ledger = new DropLedger(metrics, nanoTime::get);
    private final Logger logger = Logger.getLogger(DropLedger.class.getName());
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(lines);
    }

    @Test
    void everyReasonHasItsCounterFromTheStart() {
        for (String reason : DropReason.all()) {
            assertThat(count(reason)).isZero();
        }
    }

    @Test
    void everyDropIsCountedAndToldWithBothCookies() {
        ledger.dropped(
                new Drop("wrong-flags", "flags 8"), Messages.from(Messages.REMOTE, Messages.mainMode(0xabcL, 0xdefL)));
        assertThat(count("wrong-flags")).isEqualTo(1);
        assertThat(lines.written)
                .containsExactly("dropped wrong-flags: flags 8; peer 198.51.100.7:500, local 192.0.2.1:500, "
                        + "cookies 0000000000000abc 0000000000000def");
    }

    @Test
    void aFloodIsCountedWholeButNotToldLineByLine() {
        // When
        for (int i = 0; i < 1000; i++) {
            ledger.dropped(new Drop("wrong-flags", "flags 8"));
        }
        // Then
        assertThat(count("wrong-flags")).isEqualTo(1000);
        assertThat(lines.written).hasSize(5);
        // When
        nanoTime.addAndGet(Duration.ofSeconds(10).toNanos());
        ledger.dropped(new Drop("wrong-flags", "flags 8"));
        // Then
        assertThat(lines.written).hasSize(6).last().asString().endsWith("(and 995 more of these since the last line)");
    }

    @Test
    void oneReasonsFloodHidesNoOther() {
        for (int i = 0; i < 1000; i++) {
            ledger.dropped(new Drop("wrong-flags", "flags 8"));
        }
        ledger.dropped(new Drop("wrong-length", "header says 1"));
        assertThat(lines.written).last().asString().startsWith("dropped wrong-length");
    }

    @Test
    void quotedGarbageStaysOnItsLine() {
        ledger.dropped(new Drop("outbound-garbage", "text 'a\n2026 ERROR forged' is no time"));
        assertThat(lines.written).containsExactly("dropped outbound-garbage: text 'a?2026 ERROR forged' is no time");
    }

    private double count(String reason) {
        return metrics.get("ikebus.transport.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static final class Lines extends Handler {
        private final List<String> written = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            written.add(new PatternFormatter("%s").format(ExtLogRecord.wrap(record)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
