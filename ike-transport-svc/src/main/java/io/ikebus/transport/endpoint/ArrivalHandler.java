package io.ikebus.transport.endpoint;

import static io.ikebus.transport.datagram.DropReason.ESP_IN_USER_SPACE;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_NOT_SENT;
import static io.ikebus.transport.datagram.DropReason.UNREADABLE;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.DropLedger;
import io.ikebus.transport.datagram.Traffic;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What arrives at one socket, and what became of what it sent. */
final class ArrivalHandler extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final Logger LOG = Logger.getLogger(ArrivalHandler.class);

    private final SocketPlan.Place place;
    private final Consumer<Datagram> arrivals;
    private final DropLedger drops;
    private final Traffic traffic;

    ArrivalHandler(SocketPlan.Place place, Consumer<Datagram> arrivals, DropLedger drops, Traffic traffic) {
        this.place = place;
        this.arrivals = arrivals;
        this.drops = drops;
        this.traffic = traffic;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        traffic.received();
        InetSocketAddress sender = packet.sender();
        if (sender.getPort() == 0) {
            drops.dropped(new Drop(UNREADABLE, "source port 0, to which nothing can be answered"));
            return;
        }
        Endpoint remote = new Endpoint(IpAddress.of(sender.getAddress()), sender.getPort());
        switch (Unwrapped.of(packet.content(), place.marked())) {
            case Unwrapped.Ike(Octets message) -> arrivals.accept(datagram(remote, message));
            case Unwrapped.Keepalive() -> traffic.keepalive();
            case Unwrapped.Esp() ->
                drops.dropped(
                        new Drop(ESP_IN_USER_SPACE, packet.content().readableBytes() + " octets without marker"),
                        datagram(remote, Octets.EMPTY));
        }
    }

    private Datagram datagram(Endpoint remote, Octets message) {
        return new Datagram(place.local(), remote, place.marked(), Instant.now(), message);
    }

    void written(Datagram datagram, @Nullable Throwable failure) {
        if (failure == null) {
            traffic.sent();
        } else {
            drops.dropped(new Drop(OUTBOUND_NOT_SENT, String.valueOf(failure.getMessage())), datagram);
        }
    }

    /** Whatever it is, the socket stays open and the next datagram is read. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        drops.dropped(new Drop(UNREADABLE, "at socket " + place.local() + ": " + cause));
        LOG.debugf(cause, "at socket %s", place.local());
    }
}
