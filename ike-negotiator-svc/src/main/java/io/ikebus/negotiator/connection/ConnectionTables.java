package io.ikebus.negotiator.connection;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Connection tables that do not change. */
public final class ConnectionTables {
    private ConnectionTables() {}

    /** @param connections valid ones, each name once */
    public static ConnectionTable of(Collection<Connection> connections) {
        return new Indexed(connections);
    }

    private record End(GatewayId gateway, IpAddress address) {}

    /** Finds by hash: a look-up costs one probe per prefix length that is in use, whatever the number of connections. */
    private static final class Indexed implements ConnectionTable {
        private final Map<String, Connection> byName = new HashMap<>();
        private final Map<End, TreeMap<Integer, Map<IpPrefix, List<Connection>>>> byPeer = new HashMap<>();

        Indexed(Collection<Connection> connections) {
            for (Connection connection : connections) {
                if (byName.putIfAbsent(connection.name(), connection) != null) {
                    throw new IllegalArgumentException("a connection's name is there twice");
                }
            }
            connections.stream().sorted(Comparator.comparing(Connection::name)).forEach(this::add);
        }

        private void add(Connection connection) {
            End end = new End(connection.gateway(), connection.local().address());
            for (IpPrefix peer : connection.peer().addresses()) {
                byPeer.computeIfAbsent(end, ignored -> new TreeMap<>(Comparator.reverseOrder()))
                        .computeIfAbsent(peer.length(), ignored -> new HashMap<>())
                        .computeIfAbsent(peer, ignored -> new ArrayList<>())
                        .add(connection);
            }
        }

        @Override
        public Optional<Connection> named(String name) {
            return Optional.ofNullable(byName.get(name));
        }

        @Override
        public List<Connection> between(GatewayId gateway, IpAddress local, IpAddress remote) {
            Set<Connection> found = new LinkedHashSet<>();
            byPeer.getOrDefault(new End(gateway, local), new TreeMap<>()).forEach((length, prefixes) -> {
                if (length <= remote.bits()) {
                    found.addAll(prefixes.getOrDefault(IpPrefix.around(remote, length), List.of()));
                }
            });
            return List.copyOf(found);
        }
    }
}
