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
    /** Of one that keeps closed what a dead peer had. */
    public static final String CLOSED = "closed";

    private static final Set<String> INDEXED = Set.of(ESTABLISHED, CLOSED);

    private final NavigableMap<String, SessionStatus> byKey = new ConcurrentSkipListMap<>();
    private final Map<Ends, Set<SessionKey>> byEnds = new ConcurrentHashMap<>();

    private record Ends(String state, GatewayId gateway, String localIdentity, String remoteIdentity) {
        /** Empty if it is of no use to look for. */
        static Optional<Ends> of(@Nullable SessionStatus status) {
            return Optional.ofNullable(status)
                    .filter(present -> INDEXED.contains(present.state()))
                    .map(present -> new Ends(
                            present.state(),
                            present.session().gateway(),
                            present.localIdentity(),
                            present.remoteIdentity()));
        }
    }

    /** Null: the session is gone. */
    public void put(SessionKey key, @Nullable SessionStatus status) {
        SessionStatus before = status == null ? byKey.remove(key.toString()) : byKey.put(key.toString(), status);
        Optional<Ends> now = Ends.of(status);
        now.ifPresent(ends ->
                byEnds.computeIfAbsent(ends, _ -> ConcurrentHashMap.newKeySet()).add(key));
        Ends.of(before)
                .filter(ends -> !now.equals(Optional.of(ends)))
                .ifPresent(ends -> byEnds.computeIfPresent(ends, (_, keys) -> without(keys, key)));
    }

    public List<SessionKey> establishedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
        return between(new Ends(ESTABLISHED, gateway, localIdentity, remoteIdentity));
    }

    public List<SessionKey> closedBetween(GatewayId gateway, String localIdentity, String remoteIdentity) {
        return between(new Ends(CLOSED, gateway, localIdentity, remoteIdentity));
    }

    private List<SessionKey> between(Ends ends) {
        return List.copyOf(byEnds.getOrDefault(ends, Set.of()));
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

    private static @Nullable Set<SessionKey> without(Set<SessionKey> keys, SessionKey gone) {
        keys.remove(gone);
        return keys.isEmpty() ? null : keys;
    }
}
