package io.ikebus.negotiator.shell;

import static io.ikebus.negotiator.shell.ShellHarness.HEADERS;
import static io.ikebus.negotiator.shell.ShellHarness.KEY;
import static io.ikebus.negotiator.shell.ShellHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.ConnectionTable;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.bus.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoardFeedTest {
    private static final GatewayId EAST = new GatewayId("east");

    private final ShellHarness shell = new ShellHarness();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void showsTheEngineTheConnectionsOfTheBus() throws InterruptedException {
        // Given
        Connection connection = connection("to-west", 3600);
        shell.engine.thenLeave();
        // When
        shell.pipe(Topics.CONNECTIONS, "to-west", BusJson.write(connection));
        shell.datagram();
        // Then
        ConnectionTable table = shell.engine.environments.getLast().connections();
        assertThat(table.named("to-west")).contains(connection);
        assertThat(table.between(
                        EAST, HEADERS.local().address(), HEADERS.remote().address()))
                .containsExactly(connection);
        assertThat(shell.connections.awaitRead(0, Duration.ZERO)).isTrue();
        assertThat(shell.connections.awaitRead(1, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void buildsTheTableAnewOnlyWhenSomethingHasChanged() {
        // Given
        shell.pipe(Topics.CONNECTIONS, "to-west", BusJson.write(connection("to-west", 3600)));
        ConnectionTable first = shell.connections.table();
        // Then
        assertThat(shell.connections.table()).isSameAs(first);
        // When
        shell.pipe(Topics.CONNECTIONS, "to-west", BusJson.write(connection("to-west", 7200)));
        // Then
        assertThat(shell.connections.table()).isNotSameAs(first);
        // When
        shell.pipe(Topics.CONNECTIONS, "to-west", null);
        // Then
        assertThat(shell.connections.table().named("to-west")).isEmpty();
        assertThat(shell.connections.size()).isZero();
    }

    @Test
    void takesNoConnectionThatBreaksARuleNorOneUnderAnotherName() {
        // When
        shell.pipe(Topics.CONNECTIONS, "to-west", BusJson.write(connection("to-west", 1)));
        shell.pipe(Topics.CONNECTIONS, "to-north", BusJson.write(connection("to-west", 3600)));
        // Then
        assertThat(shell.counted("invalid-connection")).isEqualTo(2);
        assertThat(shell.connections.size()).isZero();
    }

    @Test
    void knowsWhichSessionsAreEstablishedBetweenWhom() {
        // When
        status("sent-identity", "", "");
        // Then
        assertThat(shell.statuses.establishedBetween(EAST, "", "")).isEmpty();
        // When
        status("established", "east.example", "west.example");
        // Then
        assertThat(shell.statuses.establishedBetween(EAST, "east.example", "west.example"))
                .containsExactly(KEY);
        assertThat(shell.statuses.establishedBetween(EAST, "west.example", "east.example"))
                .isEmpty();
        assertThat(shell.statuses.establishedBetween(new GatewayId("west"), "east.example", "west.example"))
                .isEmpty();
        assertThat(shell.statuses.ofConnection("to-west")).containsExactly(KEY);
        // When the same is said again, and then it is gone
        status("established", "east.example", "west.example");
        shell.pipe(Topics.STATUS, KEY.toString(), null);
        // Then
        assertThat(shell.statuses.establishedBetween(EAST, "east.example", "west.example"))
                .isEmpty();
        assertThat(shell.statuses.of(KEY)).isEmpty();
    }

    private void status(String state, String localIdentity, String remoteIdentity) {
        shell.pipe(
                Topics.STATUS,
                KEY.toString(),
                BusJson.write(new SessionStatus(
                        1,
                        KEY,
                        "00",
                        "to-west",
                        SessionStatus.Role.RESPONDER,
                        state,
                        HEADERS.local(),
                        HEADERS.remote(),
                        localIdentity,
                        remoteIdentity,
                        "",
                        START,
                        null,
                        null,
                        null,
                        List.of())));
    }

    private static Connection connection(String name, int lifetimeSeconds) {
        return new Connection(
                1,
                name,
                EAST,
                new Connection.Local(IpAddress.parse("192.0.2.1"), 500, "east.example"),
                new Connection.Peer(List.of(IpPrefix.parse("192.0.2.0/24")), 500, "*.example"),
                new Connection.Ike(List.of(), lifetimeSeconds),
                List.of(new Connection.Child(
                        "net",
                        List.of(),
                        new Connection.Selector(AddressRange.parse("10.1.0.0/16"), 0, 0),
                        new Connection.Selector(AddressRange.parse("10.2.0.0/16"), 0, 0),
                        false,
                        3600,
                        0,
                        64,
                        null,
                        null)),
                Connection.Start.NONE);
    }
}
