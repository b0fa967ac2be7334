package io.ikebus.agent.netlink;

import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.KernelUnavailable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A netlink socket of family XFRM with one buffer for sending and one for receiving. Not thread-safe; one thread at a
 * time. {@link #close} must not meet another call.
 */
final class NetlinkSocket implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_XFRM = 6;

    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_NETLINK = 270;
    private static final int ADD_MEMBERSHIP = 1;
    /** Errors do not quote the request, which may hold a key. */
    private static final int CAP_ACK = 10;
    /** Errors carry a text. */
    private static final int EXT_ACK = 11;

    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;
    /** The kernel fills at most 32 KiB per datagram of a dump. */
    private static final int BUFFER = 64 * 1024;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(LibC.STATE);
    private final MemorySegment outgoing = arena.allocate(BUFFER, 8);
    private final MemorySegment incoming = arena.allocate(BUFFER, 8);
    private final MemorySegment pollDescriptor = arena.allocate(8, 4);
    private final int descriptor;

    /**
     * @param patience how long {@link #receive} waits
     * @throws KernelUnavailable if there is no such socket to be had
     */
    NetlinkSocket(Duration patience) {
        descriptor = LibC.socket(state, AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_XFRM);
        if (descriptor < 0) {
            arena.close();
            throw new KernelUnavailable("no XFRM netlink socket", -descriptor);
        }
        option(SOL_NETLINK, CAP_ACK, integer(1));
        option(SOL_NETLINK, EXT_ACK, integer(1));
        MemorySegment time = arena.allocate(16, 8);
        time.set(ValueLayout.JAVA_LONG, 0, patience.toSeconds());
        time.set(ValueLayout.JAVA_LONG, 8, patience.toNanosPart() / 1_000);
        option(SOL_SOCKET, SO_RCVTIMEO, time);
    }

    /** Makes room for {@code octets} that have not been read yet; without the right to, the default stays. */
    void requestReceiveBuffer(int octets) {
        LibC.setsockopt(state, descriptor, SOL_SOCKET, SO_RCVBUFFORCE, integer(octets));
    }

    /** @throws KernelUnavailable if the group cannot be joined */
    void join(int group) {
        MemorySegment address = arena.allocate(12, 4);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
        check("binding the event socket", LibC.bind(state, descriptor, address));
        check(
                "joining multicast group " + group,
                LibC.setsockopt(state, descriptor, SOL_NETLINK, ADD_MEMBERSHIP, integer(group)));
    }

    /** Sends what {@code writer} writes, and wipes it. Returns 0 or the error number. */
    int send(Consumer<ByteBuffer> writer) {
        ByteBuffer out = outgoing.asByteBuffer().order(ByteOrder.nativeOrder());
        try {
            writer.accept(out);
            int sent = LibC.send(state, descriptor, outgoing.asSlice(0, out.position()));
            return sent < 0 ? -sent : 0;
        } finally {
            outgoing.asSlice(0, out.position()).fill((byte) 0);
        }
    }

    /**
     * Receives one datagram into the buffer. Returns its length, to be given to {@link #received}, or the negative error
     * number.
     */
    int receive() {
        return receive(0);
    }

    /** As {@link #receive}, without waiting: {@link Errno#EAGAIN} if there is none. */
    int receiveNow() {
        return receive(MSG_DONTWAIT);
    }

    private int receive(int flags) {
        int length = LibC.receive(state, descriptor, incoming, flags | MSG_TRUNC);
        return length > BUFFER ? -Errno.EMSGSIZE.number() : length;
    }

    /** The datagram last received; valid until the next or {@link #wipe}. */
    ByteBuffer received(int length) {
        return incoming.asByteBuffer().order(ByteOrder.nativeOrder()).limit(length);
    }

    void wipe(int length) {
        incoming.asSlice(0, length).fill((byte) 0);
    }

    /** Waits until something can be received, or the time is up. */
    boolean awaitReadable(Duration atMost) {
        pollDescriptor.set(ValueLayout.JAVA_INT, 0, descriptor);
        pollDescriptor.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
        pollDescriptor.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
        int ready = LibC.poll(state, pollDescriptor, (int) Math.min(atMost.toMillis(), Integer.MAX_VALUE));
        if (ready < 0 && ready != -Errno.EINTR.number()) {
            throw new KernelUnavailable("waiting for events", -ready);
        }
        return ready > 0;
    }

    @Override
    public void close() {
        LibC.close(state, descriptor);
        arena.close();
    }

    private MemorySegment integer(int value) {
        return arena.allocateFrom(ValueLayout.JAVA_INT, value);
    }

    private void option(int level, int option, MemorySegment value) {
        check("option " + option + " of the XFRM socket", LibC.setsockopt(state, descriptor, level, option, value));
    }

    private void check(String what, int result) {
        if (result < 0) {
            close();
            throw new KernelUnavailable(what, -result);
        }
    }
}
