package io.ikebus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void canBeBoundAndLieBelowThoseOfOutgoingConnections() throws IOException {
        int tcp = FreePorts.tcp();
        int udp = FreePorts.udp();
        try (ServerSocket server = new ServerSocket(tcp, 1, InetAddress.getLoopbackAddress());
                DatagramSocket socket =
                        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), udp))) {
            assertThat(server.getLocalPort()).isBetween(20_000, 32_767);
            assertThat(socket.getLocalPort()).isBetween(20_000, 32_767);
        }
    }
}
