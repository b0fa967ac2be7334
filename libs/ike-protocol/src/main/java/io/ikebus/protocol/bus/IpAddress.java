package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.octets.Octets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An IPv4 or IPv6 address: 4 or 16 octets. Never a name: nothing here asks DNS.
 *
 * <p>An IPv4-mapped address (RFC 4291 2.5.5.2) is the IPv6 address that its octets say, also as text: who may send from
 * {@code ::ffff:10.0.0.1} is not who may send from {@code 10.0.0.1}.
 */
public record IpAddress(Octets octets) {
    private static final int LONGEST = 45;
    private static final String DECIMAL = "(0|[1-9][0-9]{0,2})";
    // The JDK would take "1.2" and leading zeros, which mean different things to different readers.
    private static final Pattern V4 = Pattern.compile(DECIMAL + "(\\." + DECIMAL + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]*:([0-9a-fA-F]*|" + V4 + ")");
    private static final Octets MAPPED = Octets.fromHex("00000000000000000000ffff");

    /** @throws IllegalArgumentException unless there are 4 or 16 octets */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public IpAddress {
        if (octets.length() != 4 && octets.length() != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 octets");
        }
    }

    /** @throws IllegalArgumentException unless {@code literal} is an address literal, without a scope */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static IpAddress parse(String literal) {
        if (literal.length() > LONGEST) {
            throw noLiteral();
        }
        boolean v4 = V4.matcher(literal).matches();
        if (!v4 && !V6.matcher(literal).matches()) {
            throw noLiteral();
        }
        Octets octets;
        try {
            octets = Octets.wrap(InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            // Without its cause, which quotes the text.
            throw noLiteral();
        }
        return new IpAddress(v4 || octets.length() == 16 ? octets : Octets.concat(MAPPED, octets));
    }

    private static IllegalArgumentException noLiteral() {
        return new IllegalArgumentException("an address is an IPv4 or IPv6 literal");
    }

    public static IpAddress of(InetAddress address) {
        return new IpAddress(Octets.wrap(address.getAddress()));
    }

    public boolean isV4() {
        return octets.length() == 4;
    }

    /** 32 or 128. */
    public int bits() {
        return octets.length() * 8;
    }

    /** As the JDK has it: an IPv4-mapped address becomes an IPv4 address. */
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(octets.toByteArray());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return isV4()
                ? IntStream.range(0, 4)
                        .mapToObj(i -> Integer.toString(octets.u8(i)))
                        .collect(Collectors.joining("."))
                : IntStream.range(0, 8)
                        .mapToObj(i -> Integer.toHexString(octets.u16(2 * i)))
                        .collect(Collectors.joining(":"));
    }
}
