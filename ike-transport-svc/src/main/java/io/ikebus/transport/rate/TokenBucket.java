package io.ikebus.transport.rate;

import java.util.concurrent.TimeUnit;

/** Lets {@code perSecond} pass in the long run, and up to twice as many at once. Not thread-safe. */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private double tokens;
    private long filledAt;

    /** @param nanoTime as {@link System#nanoTime}; here and in each call */
    public TokenBucket(int perSecond, long nanoTime) {
        this.perSecond = perSecond;
        this.tokens = 2.0 * perSecond;
        this.filledAt = nanoTime;
    }

    public boolean take(long nanoTime) {
        double grown = tokens + (nanoTime - filledAt) / NANOS_PER_SECOND * perSecond;
        filledAt = nanoTime;
        tokens = Math.min(2.0 * perSecond, grown);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
