package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.octets.Octets;
import java.util.regex.Pattern;

/** A network: address and prefix length, the bits behind it zero. As text {@code 10.1.0.0/16}. */
public record IpPrefix(IpAddress address, int length) {
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    /** @throws IllegalArgumentException if the length does not fit, or bits behind it are set */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public IpPrefix {
        if (!address.equals(masked(address, length))) {
            throw new IllegalArgumentException("bits behind the prefix length are set");
        }
    }

    /**
     * An address without a length is a network of one.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static IpPrefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return host(IpAddress.parse(text));
        }
        String length = text.substring(slash + 1);
        if (!LENGTH.matcher(length).matches()) {
            throw new IllegalArgumentException("a prefix length is a number");
        }
        return new IpPrefix(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(length));
    }

    public static IpPrefix host(IpAddress address) {
        return new IpPrefix(address, address.bits());
    }

    /**
     * The network of this length that holds {@code address}.
     *
     * @throws IllegalArgumentException if the length does not fit
     */
    public static IpPrefix around(IpAddress address, int length) {
        return new IpPrefix(masked(address, length), length);
    }

    public boolean contains(IpAddress other) {
        return other.bits() == address.bits() && masked(other, length).equals(address);
    }

    public boolean contains(IpPrefix other) {
        return other.length >= length && contains(other.address);
    }

    private static IpAddress masked(IpAddress address, int length) {
        if (length < 0 || length > address.bits()) {
            throw new IllegalArgumentException("a prefix length is 0 to " + address.bits());
        }
        byte[] bytes = address.octets().toByteArray();
        for (int bit = length; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new IpAddress(Octets.wrap(bytes));
    }

    @JsonValue
    @Override
    public String toString() {
        return address + "/" + length;
    }
}
