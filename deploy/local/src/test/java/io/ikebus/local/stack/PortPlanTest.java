package io.ikebus.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.testkit.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void freePortsAreAllDifferent() {
        // Given
        PortPlan ports = new PortPlan(OptionalInt.empty());

        // Then
        assertThat(IntStream.range(0, 50).map(i -> ports.next("user " + i)).toArray())
                .doesNotHaveDuplicates();
    }

    @Test
    void portsFollowTheBase() {
        // Given
        int base = FreePorts.tcp();
        PortPlan ports = new PortPlan(OptionalInt.of(base));

        // Then
        assertThat(ports.next("the broker")).isEqualTo(base);
    }

    @Test
    void aPortInUseIsNamedWithItsUser() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(FreePorts.tcp(), 1, InetAddress.getLoopbackAddress())) {
            PortPlan ports = new PortPlan(OptionalInt.of(taken.getLocalPort()));

            // Then
            assertThatThrownBy(() -> ports.next("the broker"))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(
                            "port " + taken.getLocalPort() + " of 127.0.0.1, meant for the broker, is in use")
                    .hasMessageContaining("--base-port");
        }
    }

    @Test
    void aBaseWithoutRoomAboveItIsRefused() {
        // Given
        PortPlan ports = new PortPlan(OptionalInt.of(0x10000));

        // Then
        assertThatThrownBy(() -> ports.next("the broker"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("lower --base-port");
    }
}
