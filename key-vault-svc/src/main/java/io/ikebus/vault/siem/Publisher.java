package io.ikebus.vault.siem;

import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.vault.audit.AuditChain;
import io.ikebus.vault.audit.AuditEntry;
import io.ikebus.vault.audit.Outbox;
import io.ikebus.vault.audit.Outbox.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The thread that sends, from {@link #start} to {@link #close}. */
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Publisher.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_ENDING = Duration.ofSeconds(3);

    private final Outbox outbox;
    private final Supplier<Bus> connect;
    private final Predicate<AuditEntry> isIntact;
    private final Duration pause;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("audit-publisher").daemon().unstarted(this::run);
    private volatile PublisherStatus status = new PublisherStatus(true, "starting", 0);
    private @Nullable Bus bus;

    /** @param pause between two looks if nothing waits; doubled with each failure, up to 10 s */
    Publisher(Outbox outbox, Supplier<Bus> connect, Predicate<AuditEntry> isIntact, Duration pause) {
        this.outbox = outbox;
        this.connect = connect;
        this.isIntact = isIntact;
        this.pause = pause;
    }

    /** @param reach settings of a Kafka client: where the brokers are, and how to authenticate */
    public static Publisher toKafka(Outbox outbox, AuditChain chain, Map<String, Object> reach, Duration pause) {
        return new Publisher(outbox, () -> new KafkaBus(reach), chain::isIntact, pause);
    }

    public void start() {
        thread.start();
    }

    public PublisherStatus status() {
        return status;
    }

    private void run() {
        Duration next = pause;
        try {
            while (!ending.await(next.toNanos(), TimeUnit.NANOSECONDS)) {
                next = look(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("the audit publisher ends");
        } finally {
            disconnect();
        }
    }

    /** How long to wait before the next look. */
    private Duration look(Duration waited) {
        try {
            Bus open = connected();
            open.probe();
            Turn turn = outbox.publish(BATCH, entries -> send(open, entries));
            note(true, turn == Turn.ANOTHER_VAULT_SENDS ? "another vault sends" : "sending", outbox.waiting());
            return turn == Turn.SENT ? Duration.ZERO : pause;
        } catch (BusAway away) {
            disconnect();
            note(false, String.valueOf(away.getMessage()), waiting());
        } catch (RuntimeException fault) {
            LOG.debug("audit events cannot be read", fault);
            note(false, "audit events cannot be read: " + fault.getMessage(), status.waiting());
        }
        Duration doubled = waited.multipliedBy(2);
        return doubled.compareTo(pause) < 0 ? pause : doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void send(Bus open, List<AuditEntry> entries) {
        open.send(entries.stream().map(this::event).toList());
    }

    private SiemEvent event(AuditEntry entry) {
        boolean intact = isIntact.test(entry);
        if (!intact) {
            LOG.errorf("audit event %d was changed outside the vault", entry.number());
        }
        return SiemEvents.of(entry, intact);
    }

    private Bus connected() {
        Bus open = bus;
        if (open == null) {
            open = connect.get();
            bus = open;
        }
        return open;
    }

    private void disconnect() {
        if (bus != null) {
            bus.close();
            bus = null;
        }
    }

    private long waiting() {
        try {
            return outbox.waiting();
        } catch (RuntimeException e) {
            LOG.debug("nobody knows how many audit events wait", e);
            return status.waiting();
        }
    }

    private void note(boolean well, String detail, long waiting) {
        if (well != status.well()) {
            LOG.warn(well ? "audit events are sent again" : "audit events wait in the table: " + detail);
        }
        status = new PublisherStatus(well, detail, waiting);
    }

    /** What has not been sent is sent after the next start. */
    @Override
    public void close() {
        ending.countDown();
        try {
            if (thread.isAlive() && !thread.join(LONGEST_ENDING)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
