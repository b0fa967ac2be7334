package io.ikebus.transport.peers;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import java.time.Duration;
import java.util.List;

/**
 * How much strangers may take up.
 *
 * @param perSession datagrams per second of one established session
 * @param remembered how many established sessions are remembered
 * @param exempt networks to which only the limit of all together applies
 */
public record PeerLimits(
        int halfOpenPerAddress,
        int halfOpenPerPrefix,
        int halfOpen,
        Duration halfOpenLifetime,
        int perSession,
        int remembered,
        List<IpPrefix> exempt) {

    public PeerLimits {
        exempt = List.copyOf(exempt);
    }

    public boolean isExempt(IpAddress address) {
        return !exempt.isEmpty() && exempt.stream().anyMatch(prefix -> prefix.contains(address));
    }
}
