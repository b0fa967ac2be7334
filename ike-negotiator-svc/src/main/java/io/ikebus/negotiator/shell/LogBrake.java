package io.ikebus.negotiator.shell;

import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps whoever sends garbage from filling the disk: so many lines a second for one reason, then only their number.
 * Counters count everything. Thread-safe.
 */
final class LogBrake {
    private final int linesPerSecond;
    private final InstantSource clock;
    private final Map<String, Second> seconds = new ConcurrentHashMap<>();

    private record Second(long second, long lines, long withheldBefore) {}

    LogBrake(int linesPerSecond, InstantSource clock) {
        this.linesPerSecond = linesPerSecond;
        this.clock = clock;
    }

    /** Whether to write a line now; if so, how many were withheld since the one before. */
    OptionalLong pass(String reason) {
        long now = clock.millis() / 1000;
        Second state = seconds.compute(reason, (_, before) -> {
            if (before == null) {
                return new Second(now, 1, 0);
            }
            if (before.second() == now) {
                return new Second(now, before.lines() + 1, before.lines() == 0 ? 0 : before.withheldBefore());
            }
            return new Second(now, 1, Math.max(0, before.lines() - linesPerSecond));
        });
        if (state.lines() > linesPerSecond) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(state.lines() == 1 ? state.withheldBefore() : 0);
    }
}
