package io.ikebus.vault.user;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a password was wrong lately, per user: after {@link #MOST} times within {@link #WINDOW} the user has to wait
 * for its end, whatever he sends. In memory, for the users that were tried last. Thread-safe.
 */
@Singleton
final class Attempts {
    static final int MOST = 5;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MOST_USERS = 10_000;

    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_USERS;
        }
    };

    private record Failures(int count, Instant until) {}

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean mayTry(String user) {
        Failures so = failures.get(user);
        return so == null || so.count() < MOST || !clock.instant().isBefore(so.until());
    }

    synchronized void failed(String user) {
        Instant now = clock.instant();
        Failures so = failures.remove(user);
        failures.put(
                user,
                so == null || !now.isBefore(so.until())
                        ? new Failures(1, now.plus(WINDOW))
                        : new Failures(so.count() + 1, so.until()));
    }

    synchronized void succeeded(String user) {
        failures.remove(user);
    }
}
