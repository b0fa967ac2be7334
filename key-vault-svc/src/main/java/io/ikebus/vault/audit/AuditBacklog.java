package io.ikebus.vault.audit;

import io.ikebus.vault.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Events that wait for the database, in their order and not without bound. What does not fit is counted, and the count
 * becomes an event of its own as soon as there is room, so that the table shows where it has a gap. Thread-safe.
 */
final class AuditBacklog {
    private final int capacity;
    private final Deque<AuditEvent> waiting = new ArrayDeque<>();
    private long lost;
    private Instant lostSince = Instant.EPOCH;
    private Instant lostUntil = Instant.EPOCH;

    AuditBacklog(int capacity) {
        this.capacity = capacity;
    }

    /** False if there was no room. */
    synchronized boolean add(AuditEvent event) {
        if (waiting.size() >= capacity) {
            lostSince = lost++ == 0 ? event.at() : lostSince;
            lostUntil = event.at();
            return false;
        }
        waiting.add(event);
        notifyAll();
        return true;
    }

    /** Waits until there is something, then gives up to {@code most} events, which stay until {@link #written}. */
    synchronized List<AuditEvent> next(int most) throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return new ArrayList<>(waiting.stream().limit(most).toList());
    }

    synchronized void written(int count) {
        for (int i = 0; i < count; i++) {
            waiting.remove();
        }
        if (lost > 0) {
            waiting.add(gap());
            lost = 0;
        }
        notifyAll();
    }

    synchronized int size() {
        return waiting.size();
    }

    private AuditEvent gap() {
        String detail = lost + " events from " + lostSince + " to " + lostUntil + " are in the log only";
        return new AuditEvent(lostUntil, "", "audit.gap", Outcome.NOTED, "gap", detail);
    }
}
