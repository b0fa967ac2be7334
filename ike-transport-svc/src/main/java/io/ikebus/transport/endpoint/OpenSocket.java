package io.ikebus.transport.endpoint;

import static io.ikebus.transport.datagram.DropReason.OUTBOUND_SOCKET_FULL;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_WRONG_MARKER;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_WRONG_REMOTE;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.InternetProtocolFamily;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** One UDP socket. Written to on the event loop's thread only. */
final class OpenSocket {
    /** For bursts; the kernel gives what its limit allows. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    /** What may wait in this process for the kernel to take it; a batch from Kafka is written before it is flushed. */
    private static final WriteBufferWaterMark SEND_BUFFER = new WriteBufferWaterMark(1 << 20, 4 << 20);

    private final SocketPlan.Place place;
    private final String io;
    private final Channel channel;
    private final KernelOptions options;
    private final ArrivalHandler handler;

    private OpenSocket(
            SocketPlan.Place place, String io, Channel channel, KernelOptions options, ArrivalHandler handler) {
        this.place = place;
        this.io = io;
        this.channel = channel;
        this.options = options;
        this.handler = handler;
    }

    static OpenSocket open(
            Io io, EventLoopGroup group, SocketPlan plan, SocketPlan.Place place, ArrivalHandler handler) {
        Endpoint local = place.local();
        InternetProtocolFamily family =
                local.address().isV4() ? InternetProtocolFamily.IPv4 : InternetProtocolFamily.IPv6;
        ChannelFuture registered = io.socket(family, plan.largestDatagram())
                .group(group)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, SEND_BUFFER)
                .handler(handler)
                .register()
                .awaitUninterruptibly();
        requireSuccess(registered, place);
        // Before the bind, so that not one datagram slips by the options.
        KernelOptions options = KernelOptions.set(registered.channel(), place, plan);
        ChannelFuture bound = registered
                .channel()
                .bind(new InetSocketAddress(local.address().toInetAddress(), local.port()))
                .awaitUninterruptibly();
        requireSuccess(bound, place);
        return new OpenSocket(place, io.name(), bound.channel(), options, handler);
    }

    private static void requireSuccess(ChannelFuture step, SocketPlan.Place place) {
        Throwable cause = step.cause();
        if (cause != null) {
            step.channel().close().awaitUninterruptibly();
            throw new CannotListen(place.local(), place.portProperty(), cause);
        }
    }

    /** If it cannot be written, why. */
    Optional<Drop> write(Datagram datagram) {
        if (datagram.marked() != place.marked()) {
            return Optional.of(
                    new Drop(OUTBOUND_WRONG_MARKER, "messages from this port have the marker: " + place.marked()));
        }
        InetAddress remote = datagram.remote().address().toInetAddress();
        if (datagram.remote().address().isV4() != place.local().address().isV4()
                || remote.isAnyLocalAddress()
                || remote.isMulticastAddress()) {
            return Optional.of(new Drop(OUTBOUND_WRONG_REMOTE, "no peer has this address"));
        }
        // Never a queue that grows: the peer asks again.
        if (!channel.isWritable()) {
            return Optional.of(new Drop(OUTBOUND_SOCKET_FULL, "the socket takes no more"));
        }
        channel.write(new DatagramPacket(
                        wrapped(datagram),
                        new InetSocketAddress(remote, datagram.remote().port())))
                .addListener(done -> handler.written(datagram, done.cause()));
        return Optional.empty();
    }

    private ByteBuf wrapped(Datagram datagram) {
        int length = datagram.message().length();
        ByteBuf buffer = channel.alloc().directBuffer(Unwrapped.MARKER_OCTETS + length);
        if (datagram.marked() && !datagram.isKeepAlive()) {
            buffer.writeZero(Unwrapped.MARKER_OCTETS);
        }
        return buffer.writeBytes(datagram.message().asByteBuffer());
    }

    void flush() {
        channel.flush();
    }

    SocketStatus status() {
        return new SocketStatus(place.local(), channel.isActive(), io, options.udpEncap(), options.bypass());
    }

    void close() {
        channel.close().awaitUninterruptibly();
    }
}
