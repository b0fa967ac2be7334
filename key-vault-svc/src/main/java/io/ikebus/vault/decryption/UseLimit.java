package io.ikebus.vault.decryption;

import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** How often each key may be used: a second's worth at once, and then as many each second. Thread-safe. */
public final class UseLimit {
    private final int perSecond;
    private final InstantSource clock;
    private final Map<UUID, Left> lefts = new ConcurrentHashMap<>();

    /** @param thousandths of a use that are left, as of {@code millis} */
    private record Left(long thousandths, long millis, boolean granted) {}

    public UseLimit(int perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Whether this key may be used once more now. */
    boolean grants(UUID key) {
        long now = clock.millis();
        long full = perSecond * 1_000L;
        return lefts.compute(key, (ignored, before) -> {
                    // A clock that was put back gives nothing and takes nothing.
                    long since = before == null ? 0 : Math.clamp(now - before.millis(), 0, 1_000);
                    long left = before == null ? full : Math.min(full, before.thousandths() + since * perSecond);
                    boolean granted = left >= 1_000;
                    return new Left(granted ? left - 1_000 : left, now, granted);
                })
                .granted();
    }
}
