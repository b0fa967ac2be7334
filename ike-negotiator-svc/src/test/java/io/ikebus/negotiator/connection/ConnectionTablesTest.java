package io.ikebus.negotiator.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionTablesTest {
    private static final GatewayId EAST = new GatewayId("east");
    private static final GatewayId WEST = new GatewayId("west");

    private final ConnectionTable table = ConnectionTables.of(List.of(
            connection("any", EAST, "192.0.2.1", "0.0.0.0/0", "::/0"),
            connection("branches", EAST, "192.0.2.1", "198.51.100.0/24"),
            connection("b-host", EAST, "192.0.2.1", "198.51.100.7/32"),
            connection("a-host", EAST, "192.0.2.1", "198.51.100.7/32", "198.51.100.0/24"),
            connection("other-address", EAST, "192.0.2.2", "198.51.100.7/32"),
            connection("other-gateway", WEST, "192.0.2.1", "198.51.100.7/32"),
            connection("v6", EAST, "2001:db8::1", "2001:db8:7::/48")));

    @Test
    void theMostSpecificPeerComesFirstThenTheName() {
        assertThat(names(EAST, "192.0.2.1", "198.51.100.7")).containsExactly("a-host", "b-host", "branches", "any");
        assertThat(names(EAST, "192.0.2.1", "198.51.100.8")).containsExactly("a-host", "branches", "any");
        assertThat(names(EAST, "192.0.2.1", "203.0.113.1")).containsExactly("any");
    }

    @Test
    void gatewayAndLocalAddressMustBeTheirs() {
        assertThat(names(WEST, "192.0.2.1", "198.51.100.7")).containsExactly("other-gateway");
        assertThat(names(EAST, "192.0.2.2", "198.51.100.7")).containsExactly("other-address");
        assertThat(names(EAST, "192.0.2.3", "198.51.100.7")).isEmpty();
    }

    @Test
    void familiesDoNotMix() {
        assertThat(names(EAST, "2001:db8::1", "2001:db8:7::9")).containsExactly("v6");
        assertThat(names(EAST, "2001:db8::1", "2001:db8:8::9")).isEmpty();
        assertThat(names(EAST, "192.0.2.1", "2001:db8:7::9")).containsExactly("any");
    }

    @Test
    void aConnectionIsFoundByItsName() {
        assertThat(table.named("branches")).map(Connection::name).contains("branches");
        assertThat(table.named("Branches")).isEmpty();
        assertThat(ConnectionTables.of(List.of()).named("branches")).isEmpty();
    }

    @Test
    void aNameThatIsThereTwiceIsOurMistake() {
        Connection connection = connection("one", EAST, "192.0.2.1", "0.0.0.0/0");

        assertThatThrownBy(() -> ConnectionTables.of(List.of(connection, connection)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> names(GatewayId gateway, String local, String remote) {
        return table.between(gateway, IpAddress.parse(local), IpAddress.parse(remote)).stream()
                .map(Connection::name)
                .toList();
    }

    private static Connection connection(String name, GatewayId gateway, String local, String... peers) {
        return new Connection(
                Connection.VERSION,
                name,
                gateway,
                new Connection.Local(IpAddress.parse(local), 500, local),
                new Connection.Peer(Stream.of(peers).map(IpPrefix::parse).toList(), 500, "*"),
                new Connection.Ike(List.of(), 3600),
                List.of(),
                Connection.Start.NONE);
    }
}
