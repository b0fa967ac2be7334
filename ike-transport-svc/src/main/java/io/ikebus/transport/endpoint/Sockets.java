package io.ikebus.transport.endpoint;

import static io.ikebus.transport.datagram.DropReason.OUTBOUND_NOT_SENT;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_UNKNOWN_LOCAL;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.DropLedger;
import io.ikebus.transport.datagram.Traffic;
import io.netty.channel.EventLoopGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All sockets of the gateway. Thread-safe. */
public final class Sockets implements AutoCloseable {
    private static final long CLOSE_SECONDS = 2;

    private final EventLoopGroup group;
    private final Map<Endpoint, OpenSocket> byLocal = new LinkedHashMap<>();
    private final DropLedger drops;

    private Sockets(EventLoopGroup group, DropLedger drops) {
        this.group = group;
        this.drops = drops;
    }

    /**
     * Opens all sockets or none.
     *
     * @param arrivals takes what comes, on the event loop's thread: it must not wait
     * @throws CannotListen if one cannot be opened
     */
    public static Sockets open(SocketPlan plan, Consumer<Datagram> arrivals, DropLedger drops, Traffic traffic) {
        Io io = Io.choose(plan.io());
        Sockets sockets = new Sockets(io.newGroup(), drops);
        try {
            for (SocketPlan.Place place : plan.places()) {
                ArrivalHandler handler = new ArrivalHandler(place, arrivals, drops, traffic);
                OpenSocket socket = OpenSocket.open(io, sockets.group, plan, place, handler);
                sockets.byLocal.put(place.local(), socket);
            }
            return sockets;
        } catch (RuntimeException e) {
            sockets.close();
            throw e;
        }
    }

    /**
     * Sends each from the socket that its local address and port name; what cannot be sent is dropped and counted.
     * Returns at once.
     */
    public void send(List<Datagram> batch) {
        if (group.isShuttingDown()) {
            Drop closed = new Drop(OUTBOUND_NOT_SENT, "the sockets are closed");
            batch.forEach(datagram -> drops.dropped(closed, datagram));
            return;
        }
        group.next().execute(() -> {
            batch.forEach(this::write);
            byLocal.values().forEach(OpenSocket::flush);
        });
    }

    private void write(Datagram datagram) {
        OpenSocket socket = byLocal.get(datagram.local());
        if (socket == null) {
            drops.dropped(new Drop(OUTBOUND_UNKNOWN_LOCAL, "no socket has this local address and port"), datagram);
            return;
        }
        socket.write(datagram).ifPresent(drop -> drops.dropped(drop, datagram));
    }

    public List<SocketStatus> status() {
        return byLocal.values().stream().map(OpenSocket::status).toList();
    }

    @Override
    public void close() {
        byLocal.values().forEach(OpenSocket::close);
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
