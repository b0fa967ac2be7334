package io.ikebus.protocol.octets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sequence of octets, equal by content. Prints its length and not its content; in JSON it is lower-case
 * hex.
 */
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies {@code bytes}. */
    public static Octets copyOf(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
    }

    /** Takes over {@code bytes} without a copy: the caller must not touch the array again. */
    public static Octets wrap(byte[] bytes) {
        return new Octets(bytes);
    }

    /** @throws IllegalArgumentException unless each is 0 to 255 */
    public static Octets of(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] >>> 8 != 0) {
                throw new IllegalArgumentException("an octet is 0 to 255");
            }
            bytes[i] = (byte) octets[i];
        }
        return new Octets(bytes);
    }

    /** The remaining bytes of {@code buffer}, which is read to its limit. */
    public static Octets read(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new Octets(bytes);
    }

    /** @throws IllegalArgumentException if {@code hex} is not an even number of hex digits */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Octets fromHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    /**
     * {@code value} as {@code size} octets, most significant first.
     *
     * @throws IllegalArgumentException if it does not fit, neither as a signed nor as an unsigned number
     */
    public static Octets ofNumber(long value, int size) {
        if (size < Long.BYTES && value >>> size * 8 != 0 && value >> size * 8 - 1 != -1) {
            throw new IllegalArgumentException("a number that does not fit " + size + " octets");
        }
        byte[] bytes = new byte[size];
        for (int i = size - 1; i >= 0; i--) {
            bytes[i] = (byte) value;
            value >>>= 8;
        }
        return new Octets(bytes);
    }

    public static Octets concat(Octets... parts) {
        int length = 0;
        for (Octets part : parts) {
            length += part.bytes.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (Octets part : parts) {
            System.arraycopy(part.bytes, 0, whole, at, part.bytes.length);
            at += part.bytes.length;
        }
        return new Octets(whole);
    }

    public int length() {
        return bytes.length;
    }

    public boolean isBlank() {
        return bytes.length == 0;
    }

    /** The octet at {@code index} as an unsigned number. */
    public int u8(int index) {
        return bytes[index] & 0xff;
    }

    /** Two octets from {@code index}, most significant first. */
    public int u16(int index) {
        return u8(index) << 8 | u8(index + 1);
    }

    /** Four octets from {@code index}, most significant first, unsigned. */
    public long u32(int index) {
        return (long) u16(index) << 16 | u16(index + 2);
    }

    /** @throws IndexOutOfBoundsException unless all of these octets are there */
    public Octets slice(int from, int to) {
        // copyOfRange would make up zeros behind the end.
        Objects.checkFromToIndex(from, to, bytes.length);
        return from == 0 && to == bytes.length ? this : new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    public Octets from(int index) {
        return slice(index, bytes.length);
    }

    public boolean startsWith(Octets prefix) {
        return bytes.length >= prefix.bytes.length
                && Arrays.equals(bytes, 0, prefix.bytes.length, prefix.bytes, 0, prefix.bytes.length);
    }

    /** Compares in a time that depends on the lengths only. */
    public boolean equalsConstantTime(Octets other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** A read-only view. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    @JsonValue
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Octets[" + bytes.length + "]";
    }
}
