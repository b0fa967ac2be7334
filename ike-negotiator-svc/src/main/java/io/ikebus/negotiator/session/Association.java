package io.ikebus.negotiator.session;

import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.vendor.PeerFeatures;
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
 * @param nat who is behind a translator, as far as it is known
 * @param fragments whether the peer puts IKE fragments together
 */
public record Association(
        Role role,
        String connection,
        Endpoint local,
        Endpoint remote,
        boolean marked,
        NatSituation nat,
        Instant startedAt,
        @Nullable String traceParent,
        boolean fragments) {
    private static final int FLOAT = 4_000;

    public Association {
        // Sessions that an older version has stored have none.
        nat = orNone(nat);
    }

    /** With a peer of whom nothing is known yet. */
    public Association(
            Role role,
            String connection,
            Endpoint local,
            Endpoint remote,
            boolean marked,
            NatSituation nat,
            Instant startedAt,
            @Nullable String traceParent) {
        this(role, connection, local, remote, marked, nat, startedAt, traceParent, false);
    }

    private static NatSituation orNone(@Nullable NatSituation nat) {
        return nat == null ? NatSituation.NONE : nat;
    }

    public Association withConnection(String other) {
        return new Association(role, other, local, remote, marked, nat, startedAt, traceParent, fragments);
    }

    /** With a peer that has said what it can do. */
    public Association with(PeerFeatures features) {
        return new Association(
                role, connection, local, remote, marked, nat, startedAt, traceParent, features.fragmentation());
    }

    public Association behind(NatSituation found) {
        return new Association(role, connection, local, remote, marked, found, startedAt, traceParent, fragments);
    }

    /** On the way that a datagram came. */
    public Association over(DatagramHeaders headers) {
        return new Association(
                role,
                connection,
                headers.local(),
                headers.remote(),
                headers.marked(),
                nat,
                startedAt,
                traceParent,
                fragments);
    }

    /** On the ports where IKE and UDP-encapsulated ESP go together (RFC 3947 4); for IKE on 500 that is 4500. */
    public Association floated() {
        return marked
                ? this
                : new Association(
                        role,
                        connection,
                        new Endpoint(local.address(), local.port() + FLOAT),
                        new Endpoint(remote.address(), remote.port() + FLOAT),
                        true,
                        nat,
                        startedAt,
                        traceParent,
                        fragments);
    }

    /** Whether a datagram came over the path that this session uses. */
    public boolean isPathOf(DatagramHeaders headers) {
        return headers.local().equals(local) && headers.remote().equals(remote) && headers.marked() == marked;
    }

    public DatagramHeaders headers(GatewayId gateway, Instant at) {
        return new DatagramHeaders(gateway, local, remote, marked, at, traceParent, fragments);
    }
}
