package io.ikebus.negotiator.shell;

import static io.ikebus.negotiator.shell.ShellHarness.KEY;
import static io.ikebus.negotiator.shell.ShellHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.DiaryEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Tally tally = new Tally(meters, () -> START);
    private final Logger logger = Logger.getLogger(Tally.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(((ExtLogRecord) record).getFormattedMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void logsWhatWasDroppedWithBothCookiesAndOnOneLine() {
        // When
        tally.noted(entry(DiaryEntry.Kind.DROPPED, "bad-hash", "HASH_I is wrong\nINFO all is well \u001b[2J"));
        // Then
        assertThat(lines)
                .containsExactly("dropped session=east/0011223344556677 responder-cookie=8899aabbccddeeff"
                        + " message-id=00000000 connection=to-west bad-hash: HASH_I is wrong?INFO all is well ?[2J");
    }

    @Test
    void doesNotLogEveryMessage() {
        // When
        tally.noted(entry(DiaryEntry.Kind.RECEIVED, "MM1", "HDR, SA"));
        tally.noted(entry(DiaryEntry.Kind.SENT, "MM2", "HDR, SA"));
        // Then
        assertThat(lines).isEmpty();
    }

    @Test
    void isNotFloodedWithReasonsThatNobodyKnows() {
        // When
        for (int i = 0; i < 1_000; i++) {
            tally.counted("made-up-" + i);
        }
        // Then
        assertThat(meters.find("ikebus.negotiator.events").counters()).hasSizeLessThanOrEqualTo(201);
        assertThat(meters.find("ikebus.negotiator.events")
                        .tag("reason", "other")
                        .counter())
                .isNotNull();
    }

    private static DiaryEntry entry(DiaryEntry.Kind kind, String label, String text) {
        return new DiaryEntry(
                1, KEY, "8899aabbccddeeff", "to-west", kind, "Main Mode", "00000000", label, text, 28, START);
    }
}
