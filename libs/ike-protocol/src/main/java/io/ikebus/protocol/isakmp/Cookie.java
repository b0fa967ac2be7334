package io.ikebus.protocol.isakmp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.octets.Octets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** An ISAKMP cookie: 8 octets, here as a number with the first octet the most significant (RFC 2408 3.1). */
public record Cookie(long value) {
    /** The responder cookie of a first message. */
    public static final Cookie NONE = new Cookie(0);

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{16}");

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public Cookie {}

    /** @throws IllegalArgumentException unless {@code hex} is 16 hex digits */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Cookie parse(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a cookie is 16 hex digits");
        }
        return new Cookie(HexFormat.fromHexDigitsToLong(hex));
    }

    static Cookie at(Octets octets, int index) {
        return new Cookie(octets.u32(index) << 32 | octets.u32(index + 4));
    }

    public boolean isNone() {
        return value == 0;
    }

    public Octets octets() {
        return Octets.ofNumber(value, 8);
    }

    @JsonValue
    public String hex() {
        return HexFormat.of().toHexDigits(value);
    }

    @Override
    public String toString() {
        return hex();
    }
}
