package io.ikebus.agent.kernel;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaId;

/**
 * What names an SA in one kernel. Unlike a {@link SaId} it can name any SA there is, ours or not.
 *
 * @param protocol IP protocol number
 * @param spi 0 to 2^32-1; 0 in an SA that waits for its key
 */
public record SaRef(IpAddress destination, int protocol, long spi) {

    public static SaRef of(SaId id) {
        return new SaRef(id.destination(), id.protocol().ipProtocol(), id.spi());
    }

    @Override
    public String toString() {
        return String.format("%08x/%s/%d", spi, destination, protocol);
    }
}
