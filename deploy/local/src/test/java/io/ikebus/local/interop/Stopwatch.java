package io.ikebus.local.interop;

import java.time.Duration;
import java.time.Instant;

/** Says when what was done: under User Mode Linux that is what one wants to know first. */
final class Stopwatch {

    private final Instant began = Instant.now();
    private Instant last = began;

    void tell(String what) {
        Instant now = Instant.now();
        System.out.printf("%6.1f s (+%.1f) %s%n", seconds(began, now), seconds(last, now), what);
        last = now;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
