package io.ikebus.vault.limit;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each caller may use each key: a second's worth at once, and then as many each second. Thread-safe; what nobody
 * has used for a second is forgotten when there is too much of it.
 */
final class UseLimit {
    private static final int MOST = 10_000;
    private static final int SECOND = 1_000;

    private final int perSecond;
    private final InstantSource clock;
    private final Map<Use, Left> lefts = new ConcurrentHashMap<>();

    /** Of a key by somebody. */
    record Use(UUID key, String caller) {}

    /** @param thousandths of a use that are left, as of {@code millis} */
    private record Left(long thousandths, long millis, boolean granted) {}

    UseLimit(int perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Whether this may happen once more now. */
    boolean grants(Use use) {
        long now = clock.millis();
        if (lefts.size() > MOST) {
            // After a second all that may be used at once is there again: as if it had never been used.
            lefts.values().removeIf(left -> now - left.millis() > SECOND);
        }
        long full = (long) perSecond * SECOND;
        return lefts.compute(use, (ignored, before) -> {
                    // A clock that was put back gives nothing and takes nothing.
                    long since = before == null ? 0 : Math.clamp(now - before.millis(), 0, SECOND);
                    long left = before == null ? full : Math.min(full, before.thousandths() + since * perSecond);
                    boolean granted = left >= SECOND;
                    return new Left(granted ? left - SECOND : left, now, granted);
                })
                .granted();
    }
}
