package io.ikebus.transport.rate;

import java.util.Map;

/** A token bucket for each key, all of one rate. Not thread-safe. */
public final class BucketTable<K> {
    private final int perSecond;
    private final Map<K, TokenBucket> buckets;

    /** @param most how many keys are remembered */
    public BucketTable(int perSecond, int most) {
        this.perSecond = perSecond;
        this.buckets = new Recent<>(most);
    }

    public boolean take(K key, long nanoTime) {
        return buckets.computeIfAbsent(key, absent -> new TokenBucket(perSecond, nanoTime))
                .take(nanoTime);
    }
}
