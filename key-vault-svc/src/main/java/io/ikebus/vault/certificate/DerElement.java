package io.ikebus.vault.certificate;

import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an element of BER stands (X.690 8.1).
 *
 * <pre>
 * | tag (1-5) | length (1-5) | content |
 * </pre>
 *
 * @param tag its first octet
 * @param content index of the content's first octet
 * @param end index behind the content; {@link #INDEFINITE} if two zero octets end it
 */
public record DerElement(int tag, int content, int end) {
    public static final int INTEGER = 0x02;
    public static final int OCTET_STRING = 0x04;
    static final int INDEFINITE = -1;

    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;
    private static final int MORE = 0x80;
    private static final int MOST_LENGTH_OCTETS = 4;

    public boolean isConstructed() {
        return (tag & CONSTRUCTED) != 0;
    }

    /** @throws IllegalArgumentException unless an element starts at {@code at} and ends at {@code limit} at the latest */
    static DerElement read(byte[] octets, int at, int limit) {
        int next = at;
        require(next < limit);
        int tag = octets[next++] & 0xff;
        if ((tag & LONG_TAG) == LONG_TAG) {
            do {
                require(next < limit && next - at <= MOST_LENGTH_OCTETS);
            } while ((octets[next++] & MORE) != 0);
        }
        require(next < limit);
        int length = octets[next++] & 0xff;
        if (length == MORE) {
            return new DerElement(tag, next, INDEFINITE);
        }
        long size = length;
        if (length > MORE) {
            int count = length - MORE;
            require(count <= MOST_LENGTH_OCTETS && count <= limit - next);
            size = 0;
            for (int i = 0; i < count; i++) {
                size = size << 8 | octets[next++] & 0xff;
            }
        }
        require(size <= limit - next);
        return new DerElement(tag, next, next + (int) size);
    }

    /** @throws IllegalArgumentException unless {@code der} is one element of definite length */
    public static DerElement whole(byte[] der) {
        DerElement element = read(der, 0, der.length);
        require(element.end == der.length);
        return element;
    }

    /** @throws IllegalArgumentException unless the content of this element is a row of elements of definite length */
    public List<DerElement> children(byte[] der) {
        List<DerElement> all = new ArrayList<>();
        for (int at = content; at < end; at = all.getLast().end) {
            DerElement next = read(der, at, end);
            require(next.end != INDEFINITE);
            all.add(next);
        }
        return all;
    }

    public Octets of(byte[] der) {
        return Octets.wrap(der).slice(content, end);
    }

    private static void require(boolean well) {
        if (!well) {
            throw new IllegalArgumentException("not DER");
        }
    }
}
