package io.ikebus.agent.netlink;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Netlink attributes, {@code struct nlattr}.
 *
 * <pre>
 * | length (2) | type (2) | value (length - 4), padded to 4 |
 * </pre>
 */
final class Attributes {
    private static final int HEADER = 4;
    /** The upper two bits of a type are flags. */
    private static final int TYPE = 0x3fff;

    private Attributes() {}

    static void write(ByteBuffer out, int type, Consumer<ByteBuffer> value) {
        int start = out.position();
        out.putShort((short) 0).putShort((short) type);
        value.accept(out);
        int length = out.position() - start;
        out.putShort(start, (short) length);
        Structs.zeros(out, NetlinkMessage.aligned(length) - length);
    }

    /**
     * The attributes from {@code offset} on; the last of a type counts.
     *
     * @throws MalformedMessage if a length does not fit
     */
    static Map<Integer, ByteBuffer> read(ByteBuffer body, int offset) {
        Map<Integer, ByteBuffer> attributes = new HashMap<>();
        int at = offset;
        while (body.limit() - at >= HEADER) {
            int length = Short.toUnsignedInt(body.getShort(at));
            if (length < HEADER || length > body.limit() - at) {
                throw new MalformedMessage(
                        "an attribute of " + length + " octets where " + (body.limit() - at) + " are left");
            }
            attributes.put(
                    body.getShort(at + 2) & TYPE,
                    body.slice(at + HEADER, length - HEADER).order(body.order()));
            at += NetlinkMessage.aligned(length);
        }
        return attributes;
    }

    /** @throws MalformedMessage if the value has fewer octets */
    static ByteBuffer require(ByteBuffer value, int octets) {
        if (value.limit() < octets) {
            throw new MalformedMessage("an attribute value of " + value.limit() + " octets, not " + octets);
        }
        return value;
    }
}
