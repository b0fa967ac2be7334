package io.ikebus.negotiator.session;

import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionStatus.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who talks with whom, and under which connection.
 *
 * @param connection of a responder a guess by addresses until message 5 has told the peer's identity
 * @param marked whether messages carry the non-ESP marker
 */
public record Association(
        Role role,
        String connection,
        Endpoint local,
        Endpoint remote,
        boolean marked,
        Instant startedAt,
        @Nullable String traceParent) {

    public Association withConnection(String other) {
        return new Association(role, other, local, remote, marked, startedAt, traceParent);
    }

    /** Whether a datagram came over the path that this session uses. */
    public boolean isPathOf(DatagramHeaders headers) {
        return headers.local().equals(local) && headers.remote().equals(remote) && headers.marked() == marked;
    }

    public DatagramHeaders headers(GatewayId gateway, Instant at) {
        return new DatagramHeaders(gateway, local, remote, marked, at, traceParent);
    }
}
