package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A data attribute (RFC 2408 3.3): with the format bit set, 2 octets of value (TV); else 2 octets of length and the
 * value (TLV).
 *
 * <pre>
 * |A|       Attribute Type        |    AF=0  Attribute Length     |
 * | |                             |    AF=1  Attribute Value      |
 * |                   AF=0  Attribute Value ...                   |
 * </pre>
 *
 * @param basic whether it stands in the short form (TV)
 */
public record Attribute(int type, boolean basic, Octets value) {
    static final int MOST_ATTRIBUTES = 64;

    /** @throws IllegalArgumentException if type or value do not fit the form */
    public Attribute {
        if (type >>> 15 != 0 || (basic ? value.length() != 2 : value.length() > 0xffff)) {
            throw new IllegalArgumentException(
                    "an attribute has a type of 15 bits and a value of 2, in the long form of up to 65535 octets");
        }
    }

    /** The short form where the value fits 16 bits, else 4 octets. */
    public static Attribute of(int type, long value) {
        return value >>> 16 == 0
                ? new Attribute(type, true, Octets.ofNumber(value, 2))
                : new Attribute(type, false, Octets.ofNumber(value, value >>> 32 == 0 ? 4 : 8));
    }

    public static Attribute of(int type, Octets value) {
        return new Attribute(type, false, value);
    }

    /** The value as an unsigned number; empty if it has no octets or does not fit 63 bits. */
    public OptionalLong number() {
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            if (number >>> 55 != 0) {
                return OptionalLong.empty();
            }
            number = number << 8 | value.u8(i);
        }
        return value.isBlank() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    Octets encode() {
        return basic
                ? Octets.concat(Octets.ofNumber(type | 0x8000, 2), value)
                : Octets.concat(Octets.ofNumber(type, 2), Octets.ofNumber(value.length(), 2), value);
    }

    /** One behind the other. */
    public static Octets encode(List<Attribute> attributes) {
        return Octets.concat(attributes.stream().map(Attribute::encode).toArray(Octets[]::new));
    }

    /** Attributes that must fill {@code octets} to the end. */
    public static Decoded<List<Attribute>> decodeAll(Octets octets) {
        List<Attribute> attributes = new ArrayList<>();
        int at = 0;
        while (at < octets.length()) {
            if (attributes.size() == MOST_ATTRIBUTES) {
                return Decoded.refused(Refusal.TOO_MANY_PARTS, "more than " + MOST_ATTRIBUTES + " attributes");
            }
            if (octets.length() - at < 4) {
                return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "attribute cut short");
            }
            int type = octets.u16(at) & 0x7fff;
            boolean basic = (octets.u16(at) & 0x8000) != 0;
            int length = basic ? 2 : octets.u16(at + 2);
            int from = basic ? at + 2 : at + 4;
            if (length > octets.length() - from) {
                return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "attribute " + type + " says " + length + " octets");
            }
            attributes.add(new Attribute(type, basic, octets.slice(from, from + length)));
            at = from + length;
        }
        return Decoded.of(List.copyOf(attributes));
    }
}
