package io.ikebus.agent.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One netlink message: {@code struct nlmsghdr} and what follows.
 *
 * <pre>
 * | length (4) | type (2) | flags (2) | sequence (4) | port id (4) | body, padded to 4 |
 * </pre>
 *
 * @param body from position 0 to its limit, in the machine's byte order
 */
record NetlinkMessage(int type, int flags, int sequence, ByteBuffer body) {
    static final int HEADER = 16;

    /** Appends a message to {@code out}. */
    static void write(ByteBuffer out, int type, int flags, int sequence, Consumer<ByteBuffer> body) {
        int start = out.position();
        out.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence);
        out.putInt(0);
        body.accept(out);
        out.putInt(start, out.position() - start);
    }

    /**
     * All messages of one datagram.
     *
     * @throws MalformedMessage if a length does not fit
     */
    static List<NetlinkMessage> readAll(ByteBuffer in) {
        List<NetlinkMessage> messages = new ArrayList<>();
        while (in.remaining() >= HEADER) {
            int start = in.position();
            int length = in.getInt(start);
            if (length < HEADER || length > in.remaining()) {
                throw new MalformedMessage("a message of " + length + " octets where " + in.remaining() + " are left");
            }
            messages.add(new NetlinkMessage(
                    Short.toUnsignedInt(in.getShort(start + 4)),
                    Short.toUnsignedInt(in.getShort(start + 6)),
                    in.getInt(start + 8),
                    in.slice(start + HEADER, length - HEADER).order(in.order())));
            in.position(start + Math.min(in.remaining(), aligned(length)));
        }
        return messages;
    }

    /** @throws MalformedMessage if the body has fewer octets */
    NetlinkMessage requireBody(int octets) {
        if (body.limit() < octets) {
            throw new MalformedMessage("a message of type " + type + " with a body of " + body.limit() + " octets");
        }
        return this;
    }

    /** Netlink aligns everything to 4 octets. */
    static int aligned(int length) {
        return length + 3 & ~3;
    }
}
