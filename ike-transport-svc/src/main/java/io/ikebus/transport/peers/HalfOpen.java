package io.ikebus.transport.peers;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.transport.rate.SourcePrefix;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Handshakes whose peer has not yet shown that it owns its address, oldest first. Not thread-safe. */
final class HalfOpen {
    private final PeerLimits limits;
    private final Map<Party, Entry> entries = new LinkedHashMap<>();
    private final Map<SourcePrefix, Integer> perSource = new HashMap<>();

    /** {@code responderCookie} is 0 until one was sent. */
    private record Entry(IpAddress source, long since, long responderCookie) {}

    HalfOpen(PeerLimits limits) {
        this.limits = limits;
    }

    /** Remembers the handshake, or says what is full. */
    Optional<HalfOpenLimit> begin(Party party, IpAddress source, long nanoTime) {
        forgetExpired(nanoTime);
        if (entries.size() >= limits.halfOpen()) {
            return Optional.of(HalfOpenLimit.ALL);
        }
        if (!limits.isExempt(source)) {
            if (count(SourcePrefix.around(source)) >= limits.halfOpenPerPrefix()) {
                return Optional.of(HalfOpenLimit.PREFIX);
            }
            if (source.isV4() && count(SourcePrefix.host(source)) >= limits.halfOpenPerAddress()) {
                return Optional.of(HalfOpenLimit.ADDRESS);
            }
        }
        entries.put(party, new Entry(source, nanoTime, 0));
        add(source, 1);
        return Optional.empty();
    }

    boolean holds(Party party, long nanoTime) {
        forgetExpired(nanoTime);
        return entries.containsKey(party);
    }

    /** Notes the cookie that was sent. False if no such handshake is known. */
    boolean answered(Party party, long responderCookie) {
        return entries.computeIfPresent(party, (same, entry) -> new Entry(entry.source, entry.since, responderCookie))
                != null;
    }

    /** Ends it if this is the cookie that was sent. */
    boolean prove(Party party, long responderCookie) {
        Entry entry = entries.get(party);
        if (entry == null || entry.responderCookie == 0 || entry.responderCookie != responderCookie) {
            return false;
        }
        entries.remove(party);
        add(entry.source, -1);
        return true;
    }

    int size() {
        return entries.size();
    }

    private void forgetExpired(long nanoTime) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            Entry entry = oldest.next();
            if (nanoTime - entry.since < limits.halfOpenLifetime().toNanos()) {
                return;
            }
            oldest.remove();
            add(entry.source, -1);
        }
    }

    private int count(SourcePrefix prefix) {
        return perSource.getOrDefault(prefix, 0);
    }

    private void add(IpAddress source, int change) {
        addTo(SourcePrefix.around(source), change);
        if (source.isV4()) {
            addTo(SourcePrefix.host(source), change);
        }
    }

    private void addTo(SourcePrefix prefix, int change) {
        perSource.compute(prefix, (same, count) -> {
            int changed = (count == null ? 0 : count) + change;
            return changed == 0 ? null : changed;
        });
    }
}
