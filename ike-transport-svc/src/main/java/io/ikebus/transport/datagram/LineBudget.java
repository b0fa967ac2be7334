package io.ikebus.transport.datagram;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** How often one kind of line may be written: five at once, then one in ten seconds. Thread-safe. */
final class LineBudget {
    private static final long REFILL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST = 5;

    private int left = MOST;
    private long untold;
    private long refilledAt;
    private boolean started;

    /** If a line may be written now: how many were not since the last. */
    synchronized OptionalLong claim(long nanoTime) {
        if (!started) {
            started = true;
            refilledAt = nanoTime;
        }
        long refills = (nanoTime - refilledAt) / REFILL_NANOS;
        if (refills > 0) {
            left = (int) Math.min(MOST, left + refills);
            refilledAt += refills * REFILL_NANOS;
        }
        if (left == 0) {
            untold++;
            return OptionalLong.empty();
        }
        left--;
        long before = untold;
        untold = 0;
        return OptionalLong.of(before);
    }
}
