package io.ikebus.vault.audit;

import io.ikebus.vault.audit.AuditEvent.Outcome;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes events: each goes to the log at once, and to the table when the writer gets there. Thread-safe. */
public final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AuditTrail.class);
    private static final int BATCH = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_CHANCE = Duration.ofSeconds(3);

    private final AuditBacklog backlog;
    private final AuditStore store;
    private final Runnable onLoss;
    private final Thread writer;
    private volatile boolean closing;

    /**
     * @param capacity how many events may wait for the database
     * @param onLoss called for each event that finds no room
     */
    public AuditTrail(AuditStore store, int capacity, Runnable onLoss) {
        this.backlog = new AuditBacklog(capacity);
        this.store = store;
        this.onLoss = onLoss;
        this.writer = Thread.ofPlatform().name("audit-writer").daemon().start(this::write);
    }

    /** Of a use or a refusal: there is no transaction that it belongs to. */
    public void record(AuditEvent event) {
        log(event);
        if (!backlog.add(event)) {
            onLoss.run();
        }
    }

    /** Of a change: the event is in the table already, with the change. */
    public void recordWritten(AuditEvent event) {
        log(event);
    }

    public int waiting() {
        return backlog.size();
    }

    private static void log(AuditEvent event) {
        Logger.Level level = event.outcome() == Outcome.REFUSED ? Logger.Level.WARN : Logger.Level.INFO;
        LOG.logf(
                level,
                "%s %s %s by %s: %s",
                event.outcome(),
                event.action(),
                event.subject(),
                event.actor().isEmpty() ? "the vault" : event.actor(),
                event.detail());
    }

    private void write() {
        try {
            while (!closing || backlog.size() > 0) {
                List<AuditEvent> batch = backlog.next(BATCH);
                try {
                    store.append(batch);
                    backlog.written(batch.size());
                } catch (RuntimeException e) {
                    LOG.debugf(e, "%d audit events wait for the database", backlog.size());
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the audit writer ends");
        }
    }

    /** Gives what waits a last chance to be written. */
    @Override
    public void close() {
        closing = true;
        try {
            if (backlog.size() > 0) {
                writer.join(LAST_CHANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.interrupt();
        if (backlog.size() > 0) {
            LOG.warnf("%d audit events are in the log only: the database could not be reached", backlog.size());
        }
    }
}
