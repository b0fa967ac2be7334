package io.ikebus.transport.datagram;

import io.ikebus.protocol.octets.Octets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Counts every drop by its reason, and tells a few of them in the log. Thread-safe. */
public final class DropLedger {
    private static final Logger LOG = Logger.getLogger(DropLedger.class);
    private static final int BOTH_COOKIES = 16;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;
    private final LongSupplier nanoTime;

    private record Entry(Counter counter, LineBudget lines) {}

    /** @param nanoTime as {@link System#nanoTime} */
    public DropLedger(MeterRegistry metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        DropReason.all().forEach(this::entry);
    }

    public void dropped(Drop drop, Datagram datagram) {
        Entry entry = entry(drop.reason());
        entry.counter.increment();
        entry.lines
                .claim(nanoTime.getAsLong())
                .ifPresent(untold -> LOG.infof(
                        "dropped %s: %s; peer %s, local %s, %s%s",
                        drop.reason(),
                        printable(drop.detail()),
                        datagram.remote(),
                        datagram.local(),
                        cookies(datagram.message()),
                        untold(untold)));
    }

    /** For what cannot be shown as a datagram, such as a record without addresses. */
    public void dropped(Drop drop) {
        Entry entry = entry(drop.reason());
        entry.counter.increment();
        entry.lines
                .claim(nanoTime.getAsLong())
                .ifPresent(untold ->
                        LOG.infof("dropped %s: %s%s", drop.reason(), printable(drop.detail()), untold(untold)));
    }

    /** Both cookies in hex, where there are any. */
    private static String cookies(Octets message) {
        if (message.length() < BOTH_COOKIES) {
            return "no cookies";
        }
        return "cookies " + message.slice(0, 8).hex() + " "
                + message.slice(8, BOTH_COOKIES).hex();
    }

    /** Garbage from the bus may be quoted in the detail: it must not look like a line of its own. */
    private static String printable(String detail) {
        return CONTROL.matcher(detail).replaceAll("?");
    }

    private static String untold(long count) {
        return count == 0 ? "" : " (and " + count + " more of these since the last line)";
    }

    private Entry entry(String reason) {
        return entries.computeIfAbsent(
                reason,
                code -> new Entry(
                        Counter.builder("ikebus.transport.dropped")
                                .description("Datagrams that went no further, by reason")
                                .tag("reason", code)
                                .register(metrics),
                        new LineBudget()));
    }
}
