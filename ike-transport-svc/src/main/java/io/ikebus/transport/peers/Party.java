package io.ikebus.transport.peers;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;

/**
 * One end of one session: who uses the same initiator cookie from elsewhere is another party. The port is left out,
 * because it changes when NAT traversal moves to 4500.
 *
 * @param high the first half of an IPv6 address, 0 of an IPv4 address
 */
record Party(long initiatorCookie, long high, long low) implements Comparable<Party> {

    static Party of(IsakmpHeader header, IpAddress remote) {
        Octets octets = remote.octets();
        long cookie = header.initiatorCookie().value();
        return remote.isV4()
                ? new Party(cookie, 0, octets.u32(0))
                : new Party(cookie, octets.u32(0) << 32 | octets.u32(4), octets.u32(8) << 32 | octets.u32(12));
    }

    /** An order keeps hash tables quick even when somebody chooses cookies that collide. */
    @Override
    public int compareTo(Party other) {
        if (initiatorCookie != other.initiatorCookie) {
            return Long.compare(initiatorCookie, other.initiatorCookie);
        }
        return high == other.high ? Long.compare(low, other.low) : Long.compare(high, other.high);
    }
}
