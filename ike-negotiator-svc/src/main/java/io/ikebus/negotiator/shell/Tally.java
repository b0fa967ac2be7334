package io.ikebus.negotiator.shell;

import io.ikebus.protocol.bus.DiaryEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Counts and tells: every record that was stepped over, every reason the engine names, every handshake's end. Labels
 * are stable codes, never cookies, addresses or names. Thread-safe.
 */
final class Tally {
    private static final Logger LOG = Logger.getLogger(Tally.class);
    private static final int MOST_REASONS = 200;
    private static final int LINES_PER_SECOND = 10;
    private static final int LONGEST_TEXT = 500;

    private final MeterRegistry registry;
    private final LogBrake brake;
    private final Timer steps;
    private final Map<String, Counter> reasons = new ConcurrentHashMap<>();
    private final Map<String, Counter> handshakes = new ConcurrentHashMap<>();
    private final Set<AtomicLong> held = ConcurrentHashMap.newKeySet();

    Tally(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.brake = new LogBrake(LINES_PER_SECOND, clock);
        this.steps = Timer.builder("ikebus.negotiator.step")
                .description("One input through engine and vault, without Kafka")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        registry.gauge(
                "ikebus.negotiator.sessions",
                held,
                all -> all.stream().mapToLong(AtomicLong::get).sum());
    }

    void counted(String reason) {
        counter(reasons, "ikebus.negotiator.events", "reason", reason).increment();
    }

    void handshakeEnded(String outcome) {
        counter(handshakes, "ikebus.negotiator.handshakes", "outcome", outcome).increment();
    }

    void stepped(long nanos) {
        steps.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A record, or a stored session, that is none. */
    void steppedOver(String where, String reason, String detail) {
        counted(reason);
        OptionalLong withheld = brake.pass(reason);
        if (withheld.isPresent()) {
            LOG.warnf("stepped over: %s reason=%s %s%s", where, reason, printable(detail), more(withheld.getAsLong()));
        }
    }

    /** What the engine decided or dropped; every message, too, where somebody wants to see them. */
    void noted(DiaryEntry entry) {
        Logger.Level level =
                switch (entry.kind()) {
                    case DROPPED, DECIDED -> Logger.Level.INFO;
                    case RECEIVED, SENT, REPEATED -> Logger.Level.DEBUG;
                };
        if (!LOG.isEnabled(level)) {
            return;
        }
        OptionalLong withheld = brake.pass(entry.kind() + " " + entry.label());
        if (withheld.isPresent()) {
            LOG.logf(level, "%s%s", line(entry), more(withheld.getAsLong()));
        }
    }

    private static String line(DiaryEntry entry) {
        return entry.kind().name().toLowerCase(Locale.ROOT) + " session=" + entry.session() + " responder-cookie="
                + entry.responderCookie() + " message-id=" + entry.messageId() + " connection=" + entry.connection()
                + " " + entry.label() + ": " + printable(entry.text());
    }

    /** What a peer had a part in must not end a line, or go on for ever. */
    private static String printable(String text) {
        String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "..." : text;
        return bounded.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String more(long withheld) {
        return withheld == 0 ? "" : " (and " + withheld + " more like it)";
    }

    /** A bug of ours: the input is dropped, the session is as it was. */
    void failed(String where, RuntimeException bug) {
        counted("step-failed");
        if (brake.pass("step-failed").isPresent()) {
            LOG.errorf(bug, "dropped after an internal error: %s", where);
        }
    }

    /** A task's sessions count as long as the task lives. */
    void watch(AtomicLong count) {
        held.add(count);
    }

    void unwatch(AtomicLong count) {
        held.remove(count);
    }

    private Counter counter(Map<String, Counter> known, String name, String label, String value) {
        Counter counter = known.get(value);
        if (counter != null) {
            return counter;
        }
        // Nobody outside chooses reasons; should that ever change, the registry still does not grow for ever.
        String bounded = known.size() < MOST_REASONS ? value : "other";
        return known.computeIfAbsent(bounded, some -> registry.counter(name, label, some));
    }
}
