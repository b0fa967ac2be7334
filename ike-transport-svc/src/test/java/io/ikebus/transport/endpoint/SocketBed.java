package io.ikebus.transport.endpoint;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.FreePorts;
import io.ikebus.transport.config.IoChoice;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.DropLedger;
import io.ikebus.transport.datagram.Traffic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sockets of two loopback addresses, what arrived at them, and one peer with a plain socket of its own. */
final class SocketBed implements AutoCloseable {
    static final int LARGEST = 1000;
    private static final int ANSWER_MILLIS = 10_000;

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final BlockingQueue<Datagram> arrived = new LinkedBlockingQueue<>();
    final Endpoint ike;
    final Endpoint nat;
    final Endpoint secondNat;
    final Sockets sockets;
    final DatagramSocket peer;

    SocketBed(IoChoice io, List<String> addresses) throws IOException {
        this(plan(io, addresses));
    }

    static SocketBed withKernelOptions(IoChoice io, List<String> addresses) throws IOException {
        SocketPlan plain = plan(io, addresses);
        return new SocketBed(
                new SocketPlan(plain.addresses(), plain.ikePort(), plain.natPort(), io, true, true, LARGEST));
    }

    private SocketBed(SocketPlan plan) throws IOException {
        ike = new Endpoint(plan.addresses().getFirst(), plan.ikePort());
        nat = new Endpoint(plan.addresses().getFirst(), plan.natPort());
        secondNat = new Endpoint(plan.addresses().getLast(), plan.natPort());
        sockets = Sockets.open(plan, arrived::add, new DropLedger(metrics, System::nanoTime), new Traffic(metrics));
        peer = new DatagramSocket(new InetSocketAddress(ike.address().isV4() ? "127.0.0.1" : "::1", 0));
        peer.setSoTimeout(ANSWER_MILLIS);
    }

    /** The kernel would swallow keepalives and ESP if {@code UDP_ENCAP} were on. */
    static SocketPlan plan(IoChoice io, List<String> addresses) {
        List<IpAddress> parsed = addresses.stream().map(IpAddress::parse).toList();
        InetAddress first = parsed.getFirst().toInetAddress();
        int ikePort = FreePorts.udp(first);
        int natPort = FreePorts.udp(first);
        while (natPort == ikePort) {
            natPort = FreePorts.udp(first);
        }
        return new SocketPlan(parsed, ikePort, natPort, io, false, false, LARGEST);
    }

    void send(Endpoint to, int... octets) throws IOException {
        send(to, Octets.of(octets));
    }

    void send(Endpoint to, Octets octets) throws IOException {
        byte[] bytes = octets.toByteArray();
        peer.send(new DatagramPacket(bytes, bytes.length, to.address().toInetAddress(), to.port()));
    }

    Endpoint peerEndpoint() {
        return new Endpoint(IpAddress.of(peer.getLocalAddress()), peer.getLocalPort());
    }

    record Received(Endpoint from, Octets octets) {}

    Received receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2 * LARGEST], 2 * LARGEST);
        peer.receive(packet);
        return new Received(
                new Endpoint(IpAddress.of(packet.getAddress()), packet.getPort()),
                Octets.wrap(Arrays.copyOf(packet.getData(), packet.getLength())));
    }

    Datagram arrival() throws InterruptedException {
        Datagram datagram = arrived.poll(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        if (datagram == null) {
            throw new AssertionError("nothing arrived");
        }
        return datagram;
    }

    double dropped(String reason) {
        return metrics.get("ikebus.transport.dropped")
                .tag("reason", reason)
                .counter()
                .count();
    }

    double keepalives() {
        return metrics.get("ikebus.transport.keepalives").counter().count();
    }

    @Override
    public void close() {
        peer.close();
        sockets.close();
    }
}
