package io.ikebus.negotiator.store;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The status of every session of the cluster, as this process has read it off the bus: a view that follows a few
 * milliseconds behind. One thread writes, any number read.
 */
public final class StatusBoard {
    /** What {@link SessionStatus#state} says of a session both ends of which are authenticated. */
    public static final String ESTABLISHED = "established";

    private final NavigableMap<String, SessionStatus> byKey = new ConcurrentSkipListMap<>();
    private final Map<Ends, Set<SessionKey>> established = new ConcurrentHashMap<>();

    private record Ends(GatewayId gateway, String localIdentity, String remoteIdentity) {
        static Ends of(SessionStatus status) {
            return new Ends(status.session().gateway(), status.localIdentity(), status.remoteIdentity());
        }
    }

    /** Null: the session is gone. */
    public void put(SessionKey key, @Nullable SessionStatus status) {
        SessionStatus before = status == null ? byKey.remove(key.toString()) : byKey.put(key.toString(), status);
        if (status != null && isEstablished(status)) {
            established
                    .computeIfAbsent(Ends.of(status), _ -> ConcurrentHashMap.newKeySet())
                    .add(key);
        }
        if (before != null && isEstablished(before)) {
            boolean same =
                    status != null && isEstablished(status) && Ends.of(status).equals(Ends.of(before));
            if (!same) {
                established.computeIfPresent(Ends.of(before), (_, keys) -> without(keys, key));
            }
        }
    }

    public List<SessionKey> establishedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
        return List.copyOf(established.getOrDefault(new Ends(gateway, localIdentity, remoteIdentity), Set.of()));
    }

    public Optional<SessionStatus> of(SessionKey key) {
        return Optional.ofNullable(byKey.get(key.toString()));
    }

    /** At most {@code most} that fit, by key, from the one after {@code after}. */
    public List<SessionStatus> page(Predicate<SessionStatus> wanted, String after, int most) {
        return byKey.tailMap(after, false).values().stream()
                .filter(wanted)
                .limit(most)
                .toList();
    }

    public List<SessionKey> ofConnection(String name) {
        return byKey.values().stream()
                .filter(status -> status.connection().equals(name))
                .map(SessionStatus::session)
                .toList();
    }

    private static boolean isEstablished(SessionStatus status) {
        return status.state().equals(ESTABLISHED);
    }

    private static @Nullable Set<SessionKey> without(Set<SessionKey> keys, SessionKey gone) {
        keys.remove(gone);
        return keys.isEmpty() ? null : keys;
    }
}
