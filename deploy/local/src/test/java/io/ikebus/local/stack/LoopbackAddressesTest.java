package io.ikebus.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.local.service.GatewayPlan;
import io.ikebus.protocol.bus.GatewayId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LoopbackAddressesTest {

    private static final List<GatewayId> GATEWAYS = List.of(new GatewayId("east"), new GatewayId("west"));

    @Test
    void eachGatewayGetsItsOwnAddressWithTheWellKnownPorts() {
        assertThat(plan(socket -> true, Optional.empty(), OptionalInt.empty()))
                .containsExactly("east 127.0.77.1:500/4500", "west 127.0.77.2:500/4500");
    }

    @Test
    void aSecondStackTakesTheNextAddresses() {
        // Given the first stack's sockets
        Predicate<InetSocketAddress> free = socket -> !socket.getHostString().startsWith("127.0.77.");

        // Then
        assertThat(plan(free, Optional.empty(), OptionalInt.empty()))
                .containsExactly("east 127.0.78.1:500/4500", "west 127.0.78.2:500/4500");
    }

    @Test
    void aStackThatHasOnlyClaimedItsAddressesIsPassedBy() {
        // Given a stack whose transports have not started yet
        Predicate<InetSocketAddress> free = socket -> !socket.getHostString().equals("127.0.77.254");

        // Then
        assertThat(plan(free, Optional.empty(), OptionalInt.empty()))
                .containsExactly("east 127.0.78.1:500/4500", "west 127.0.78.2:500/4500");
    }

    @Test
    void whereLowPortsAreForRootOnlyHighOnesAreTaken() {
        assertThat(plan(socket -> socket.getPort() >= 1024, Optional.empty(), OptionalInt.empty()))
                .containsExactly("east 127.0.77.1:10500/14500", "west 127.0.77.2:10500/14500");
    }

    @Test
    void aPortThatWasAskedForIsNotReplacedByAnother() {
        assertThatThrownBy(() -> plan(socket -> socket.getPort() >= 1024, Optional.empty(), OptionalInt.of(600)))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("--ike-port");
    }

    @Test
    void anAddressBaseThatWasAskedForIsNotReplacedByAnother() {
        assertThatThrownBy(() -> plan(socket -> false, Optional.of("127.9.9"), OptionalInt.empty()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("127.9.9.1");
    }

    private static List<String> plan(Predicate<InetSocketAddress> free, Optional<String> base, OptionalInt ikePort) {
        return new LoopbackAddresses.Search(socket -> free.test(socket) ? Optional.of(() -> {}) : Optional.empty())
                        .take(
                                GATEWAYS,
                                new StackOptions(
                                        Path.of("home"),
                                        Path.of("dir"),
                                        false,
                                        false,
                                        OptionalInt.empty(),
                                        base,
                                        ikePort,
                                        OptionalInt.empty(),
                                        1,
                                        Set.of()))
                        .gateways()
                        .stream()
                        .map(LoopbackAddressesTest::text)
                        .toList();
    }

    private static String text(GatewayPlan plan) {
        return plan.id() + " " + plan.address() + ":" + plan.ikePort() + "/" + plan.nattPort();
    }
}
