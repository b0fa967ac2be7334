package io.ikebus.transport.rate;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;

/**
 * The source addresses that are limited together: an IPv4 address, an IPv4 /24, an IPv6 /56 (the least that one
 * customer is commonly given). {@code bits} are the leading ones of the address.
 */
public record SourcePrefix(int length, long bits) implements Comparable<SourcePrefix> {

    /** The address itself; of IPv6, where addresses cost nothing, the same as {@link #around}. */
    public static SourcePrefix host(IpAddress address) {
        return address.isV4() ? new SourcePrefix(32, address.octets().u32(0)) : around(address);
    }

    public static SourcePrefix around(IpAddress address) {
        Octets octets = address.octets();
        return address.isV4()
                ? new SourcePrefix(24, octets.u32(0) >>> 8)
                : new SourcePrefix(56, octets.u32(0) << 24 | octets.u32(4) >>> 8);
    }

    /** An order keeps hash tables quick even when somebody aims at one bucket. */
    @Override
    public int compareTo(SourcePrefix other) {
        return length == other.length ? Long.compare(bits, other.bits) : Integer.compare(length, other.length);
    }
}
