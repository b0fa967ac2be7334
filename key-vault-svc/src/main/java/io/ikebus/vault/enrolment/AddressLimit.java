package io.ikebus.vault.enrolment;

import io.ikebus.protocol.bus.IpAddress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often an address tried to enrol lately: one of IPv4, or a /64 of IPv6, which is what one host has. In memory, for
 * those that came last. Thread-safe.
 */
@Singleton
final class AddressLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_ADDRESSES = 10_000;
    private static final int V6_OCTETS = 16;
    private static final int HOST = 8;

    private final Terms terms;
    private final InstantSource clock;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Attempts(int count, Instant until) {}

    AddressLimit(Terms terms, InstantSource clock) {
        this.terms = terms;
        this.clock = clock;
    }

    /** Counts this attempt, unless it is one too many. */
    synchronized boolean mayTry(String address) {
        Instant now = clock.instant();
        String host = host(address);
        Attempts so = attempts.get(host);
        if (so == null || !now.isBefore(so.until())) {
            attempts.remove(host);
            attempts.put(host, new Attempts(1, now.plus(WINDOW)));
            return true;
        }
        if (so.count() >= terms.attemptsPerMinute()) {
            return false;
        }
        attempts.put(host, new Attempts(so.count() + 1, so.until()));
        return true;
    }

    private static String host(String address) {
        try {
            // Without a scope, which only link-local addresses have.
            var octets = IpAddress.parse(address.replaceAll("%.*", "")).octets();
            return octets.length() == V6_OCTETS ? octets.slice(0, HOST).hex() : octets.hex();
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
