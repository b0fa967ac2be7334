package io.ikebus.transport.endpoint;

import io.ikebus.protocol.octets.Octets;
import io.netty.buffer.ByteBuf;

/**
 * What a UDP datagram holds. On the NAT port (RFC 3948 2.1 to 2.3):
 *
 * <pre>
 *  IKE        | 0 0 0 0 (non-ESP marker) | ISAKMP message |
 *  ESP        | SPI, not 0 (4) | sequence number (4) | ...  |
 *  keepalive  | 0xFF |
 * </pre>
 *
 * On the IKE port there is the ISAKMP message alone.
 */
sealed interface Unwrapped {
    int MARKER_OCTETS = 4;
    int KEEPALIVE = 0xff;

    record Ike(Octets message) implements Unwrapped {}

    record Esp() implements Unwrapped {}

    record Keepalive() implements Unwrapped {}

    static Unwrapped of(ByteBuf datagram, boolean marked) {
        if (!marked) {
            return new Ike(octets(datagram, 0));
        }
        int length = datagram.readableBytes();
        int start = datagram.readerIndex();
        // RFC 3948 2.3: "The receiver SHOULD ignore a received NAT-keepalive packet."
        if (length == 1 && datagram.getUnsignedByte(start) == KEEPALIVE) {
            return new Keepalive();
        }
        // Too short for either kind: the message it might be is empty, and is refused as such.
        if (length < MARKER_OCTETS) {
            return new Ike(Octets.EMPTY);
        }
        // RFC 3948 2.2: "The Non-ESP Marker is 4 zero-valued bytes aligning with the SPI field of an ESP packet."
        return datagram.getInt(start) == 0 ? new Ike(octets(datagram, MARKER_OCTETS)) : new Esp();
    }

    private static Octets octets(ByteBuf datagram, int from) {
        byte[] bytes = new byte[datagram.readableBytes() - from];
        datagram.getBytes(datagram.readerIndex() + from, bytes);
        return Octets.wrap(bytes);
    }
}
