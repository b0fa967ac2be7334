package io.ikebus.vault.selector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;

/**
 * Consecutive addresses of one family: {@code 192.0.2.2}, {@code 192.0.2.0/24} or {@code 192.0.2.10-192.0.2.20}.
 *
 * @param bits 32 or 128
 * @param first as a number
 * @param last as a number, not less than the first
 */
public record AddressRange(int bits, BigInteger first, BigInteger last) {

    /** @throws IllegalArgumentException if the last address comes before the first */
    public AddressRange {
        if (last.compareTo(first) < 0) {
            throw new IllegalArgumentException("a range's last address must not come before its first");
        }
    }

    /** @throws IllegalArgumentException unless {@code text} has one of the three forms */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AddressRange parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return of(IpPrefix.parse(text));
        }
        IpAddress first = IpAddress.parse(text.substring(0, dash));
        IpAddress last = IpAddress.parse(text.substring(dash + 1));
        if (first.bits() != last.bits()) {
            throw new IllegalArgumentException("both ends of a range are IPv4, or both IPv6");
        }
        return new AddressRange(first.bits(), number(first), number(last));
    }

    private static AddressRange of(IpPrefix prefix) {
        BigInteger first = number(prefix.address());
        int hostBits = prefix.address().bits() - prefix.length();
        return new AddressRange(
                prefix.address().bits(),
                first,
                first.add(BigInteger.TWO.pow(hostBits)).subtract(BigInteger.ONE));
    }

    static BigInteger number(IpAddress address) {
        return new BigInteger(1, address.octets().toByteArray());
    }

    boolean contains(int otherBits, BigInteger number) {
        return bits == otherBits && first.compareTo(number) <= 0 && number.compareTo(last) <= 0;
    }

    boolean overlaps(AddressRange other) {
        return bits == other.bits && first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }

    /** How many addresses this has. */
    BigInteger size() {
        return last.subtract(first).add(BigInteger.ONE);
    }

    /** The shortest of the three forms. */
    @JsonValue
    @Override
    public String toString() {
        if (first.equals(last)) {
            return address(first).toString();
        }
        int hostBits = size().getLowestSetBit();
        boolean prefix = size().bitCount() == 1 && (first.signum() == 0 || first.getLowestSetBit() >= hostBits);
        return prefix ? new IpPrefix(address(first), bits - hostBits).toString() : address(first) + "-" + address(last);
    }

    private IpAddress address(BigInteger number) {
        byte[] magnitude = number.toByteArray();
        byte[] address = new byte[bits / 8];
        int length = Math.min(magnitude.length, address.length);
        System.arraycopy(magnitude, magnitude.length - length, address, address.length - length, length);
        return new IpAddress(Octets.wrap(address));
    }
}
