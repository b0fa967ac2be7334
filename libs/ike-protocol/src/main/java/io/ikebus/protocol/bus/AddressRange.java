package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Consecutive addresses of one family: {@code 192.0.2.2}, {@code 192.0.2.0/24} or {@code 192.0.2.10-192.0.2.20}.
 *
 * @param last not before the first
 */
public record AddressRange(IpAddress first, IpAddress last) {

    /** @throws IllegalArgumentException if the ends are of two families, or the last address comes before the first */
    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public AddressRange {
        if (first.bits() != last.bits()) {
            throw new IllegalArgumentException("both ends of a range are IPv4, or both IPv6");
        }
        if (number(last).compareTo(number(first)) < 0) {
            throw new IllegalArgumentException("a range's last address must not come before its first");
        }
    }

    /** @throws IllegalArgumentException unless {@code text} has one of the three forms */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AddressRange parse(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? of(IpPrefix.parse(text))
                : new AddressRange(IpAddress.parse(text.substring(0, dash)), IpAddress.parse(text.substring(dash + 1)));
    }

    public static AddressRange of(IpPrefix prefix) {
        int bits = prefix.address().bits();
        BigInteger hosts = BigInteger.ONE.shiftLeft(bits - prefix.length()).subtract(BigInteger.ONE);
        return new AddressRange(
                prefix.address(), address(number(prefix.address()).or(hosts), bits));
    }

    public static AddressRange host(IpAddress address) {
        return new AddressRange(address, address);
    }

    public boolean isHost() {
        return first.equals(last);
    }

    public boolean isV4() {
        return first.isV4();
    }

    public boolean contains(IpAddress address) {
        return contains(host(address));
    }

    public boolean contains(AddressRange other) {
        return isSameFamily(other)
                && number(first).compareTo(number(other.first)) <= 0
                && number(other.last).compareTo(number(last)) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return isSameFamily(other)
                && number(first).compareTo(number(other.last)) <= 0
                && number(other.first).compareTo(number(last)) <= 0;
    }

    public boolean isSameFamily(AddressRange other) {
        return isV4() == other.isV4();
    }

    /** How many addresses this has. */
    public BigInteger size() {
        return number(last).subtract(number(first)).add(BigInteger.ONE);
    }

    /** The fewest prefixes that are together this range, in order: at most 62 of IPv4, 254 of IPv6. */
    public List<IpPrefix> prefixes() {
        List<IpPrefix> all = new ArrayList<>();
        BigInteger next = number(first);
        BigInteger end = number(last).add(BigInteger.ONE);
        while (next.compareTo(end) < 0) {
            int fitting = end.subtract(next).bitLength() - 1;
            int hostBits = next.signum() == 0 ? fitting : Math.min(fitting, next.getLowestSetBit());
            all.add(new IpPrefix(address(next, first.bits()), first.bits() - hostBits));
            next = next.add(BigInteger.ONE.shiftLeft(hostBits));
        }
        return List.copyOf(all);
    }

    /** This range, if it is one prefix. */
    public Optional<IpPrefix> asPrefix() {
        BigInteger size = size();
        BigInteger start = number(first);
        int hostBits = size.getLowestSetBit();
        boolean aligned = size.bitCount() == 1 && (start.signum() == 0 || start.getLowestSetBit() >= hostBits);
        return aligned ? Optional.of(new IpPrefix(first, first.bits() - hostBits)) : Optional.empty();
    }

    /** The shortest of the three forms. */
    @JsonValue
    @Override
    public String toString() {
        return isHost() ? first.toString() : asPrefix().map(IpPrefix::toString).orElseGet(() -> first + "-" + last);
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.octets().toByteArray());
    }

    private static IpAddress address(BigInteger number, int bits) {
        byte[] magnitude = number.toByteArray();
        byte[] address = new byte[bits / 8];
        int length = Math.min(magnitude.length, address.length);
        System.arraycopy(magnitude, magnitude.length - length, address, address.length - length, length);
        return new IpAddress(Octets.wrap(address));
    }
}
