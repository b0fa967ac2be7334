package io.ikebus.transport;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** An IKE peer, as far as its socket goes. */
final class TestPeer implements AutoCloseable {
    private static final int ANSWER_MILLIS = 20_000;
    private static final int LARGEST = 65_535;
    private final DatagramSocket socket;

    TestPeer(String address) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(address, 0));
        socket.setSoTimeout(ANSWER_MILLIS);
    }

    Endpoint endpoint() {
        return new Endpoint(IpAddress.of(socket.getLocalAddress()), socket.getLocalPort());
    }

    void send(Endpoint to, Octets datagram) throws IOException {
        byte[] bytes = datagram.toByteArray();
        socket.send(new DatagramPacket(bytes, bytes.length, to.address().toInetAddress(), to.port()));
    }

    record Received(Endpoint from, Octets datagram) {}

    Received receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        return new Received(
                new Endpoint(IpAddress.of(packet.getAddress()), packet.getPort()),
                Octets.wrap(Arrays.copyOf(packet.getData(), packet.getLength())));
    }

    @Override
    public void close() {
        socket.close();
    }
}
