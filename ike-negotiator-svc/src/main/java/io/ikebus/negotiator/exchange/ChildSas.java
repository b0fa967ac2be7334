package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.ChildSa.Progress;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Path;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Child SAs as orders to the agent. */
final class ChildSas {
    /** The initiator renews first, so that both ends rarely do at once. */
    private static final int INITIATOR_SOFT_PERCENT = 80;

    private static final int RESPONDER_SOFT_PERCENT = 90;
    private static final int JITTER_PERCENT = 5;
    private static final int REQID_BASE = 0x4000_0000;

    private ChildSas() {}

    static SaId inboundId(Turn turn, IsakmpSa sa, ChildSa child) {
        return inboundId(turn, child);
    }

    static SaId inboundId(Turn turn, ChildSa child) {
        return new SaId(turn.key().gateway(), child.path().local().address(), child.protocol(), child.inboundSpi());
    }

    static SaId outboundId(Turn turn, IsakmpSa sa, ChildSa child) {
        return outboundId(turn, child);
    }

    static SaId outboundId(Turn turn, ChildSa child) {
        return new SaId(turn.key().gateway(), child.path().remote().address(), child.protocol(), child.outboundSpi());
    }

    /** Orders the SA towards us, with the policies that let its packets in. */
    static ChildSa orderInbound(Turn turn, IsakmpSa sa, Connection.Child config, ChildSa child, Secret keymat) {
        IpAddress here = child.path().local().address();
        IpAddress there = child.path().remote().address();
        turn.output(new Output.InstallSa(
                sa.association().connection(),
                inboundId(turn, sa, child),
                description(turn, sa, config, child, Direction.INBOUND, there),
                List.of(
                        policy(sa, config, child, PolicyDirection.IN, child.remote(), child.local(), there, here),
                        policy(sa, config, child, PolicyDirection.FORWARD, child.remote(), child.local(), there, here)),
                keymat));
        return child.withInbound(Progress.ORDERED);
    }

    /** Orders the SA towards the peer, with the policy that sends packets into it. */
    static ChildSa orderOutbound(Turn turn, IsakmpSa sa, Connection.Child config, ChildSa child, Secret keymat) {
        IpAddress here = child.path().local().address();
        IpAddress there = child.path().remote().address();
        turn.output(new Output.InstallSa(
                sa.association().connection(),
                outboundId(turn, sa, child),
                description(turn, sa, config, child, Direction.OUTBOUND, here),
                List.of(policy(sa, config, child, PolicyDirection.OUT, child.local(), child.remote(), here, there)),
                keymat));
        return child.withOutbound(Progress.ORDERED);
    }

    /** Takes back whatever has been ordered, the way towards the peer first. */
    static Session remove(Turn turn, Session session, IsakmpSa sa, ChildSa child, String reason) {
        String connection = sa.association().connection();
        if (child.outbound() != Progress.NOT_ORDERED) {
            turn.output(new Output.RemoveSa(connection, outboundId(turn, sa, child), reason));
        }
        if (child.inbound() != Progress.NOT_ORDERED) {
            turn.output(new Output.RemoveSa(connection, inboundId(turn, sa, child), reason));
        }
        return session.without(child);
    }

    private static SaDescription description(
            Turn turn, IsakmpSa sa, Connection.Child config, ChildSa child, Direction direction, IpAddress source) {
        int soft = (child.initiator() ? INITIATOR_SOFT_PERCENT : RESPONDER_SOFT_PERCENT)
                - turn.environment().random(1).u8(0) % JITTER_PERCENT;
        return new SaDescription(
                direction,
                source,
                Mode.TUNNEL,
                child.transform(),
                reqid(sa, child),
                config.replayWindow(),
                child.extendedSequenceNumbers(),
                encapsulation(child.path(), direction),
                new SaLifetime(
                        child.lifetimeSeconds() * soft / 100,
                        child.lifetimeSeconds(),
                        child.lifetimeBytes() / 100 * soft,
                        child.lifetimeBytes()),
                config.mark(),
                config.interfaceId());
    }

    private static @Nullable UdpEncapsulation encapsulation(Path path, Direction direction) {
        if (!path.udp()) {
            return null;
        }
        return switch (direction) {
            case INBOUND ->
                new UdpEncapsulation(path.remote().port(), path.local().port());
            case OUTBOUND ->
                new UdpEncapsulation(path.local().port(), path.remote().port());
        };
    }

    private static PolicyDescription policy(
            IsakmpSa sa,
            Connection.Child config,
            ChildSa child,
            PolicyDirection direction,
            Selector source,
            Selector destination,
            IpAddress tunnelSource,
            IpAddress tunnelDestination) {
        return new PolicyDescription(
                direction,
                source.prefix(),
                destination.prefix(),
                source.protocol(),
                source.port(),
                destination.port(),
                priority(source, destination),
                tunnelSource,
                tunnelDestination,
                child.protocol(),
                Mode.TUNNEL,
                reqid(sa, child),
                config.mark(),
                config.interfaceId());
    }

    /** Lower wins: a selector inside another one comes first. */
    private static int priority(Selector source, Selector destination) {
        int bits = source.prefix().length() + destination.prefix().length();
        int upper = (source.protocol() != 0 ? 1 : 0) + (source.port() != 0 ? 1 : 0) + (destination.port() != 0 ? 1 : 0);
        return 300_000 - bits * 512 - upper * 128;
    }

    /** The same for every renewal of a child SA with the same peer, so that its policies stay as they are. */
    private static int reqid(IsakmpSa sa, ChildSa child) {
        Association a = sa.association();
        String identity = String.join(
                "|",
                a.connection(),
                child.child(),
                a.remote().address().toString(),
                sa.remoteIdentity(),
                child.local().toString(),
                child.remote().toString());
        Octets hash = HashAlgorithm.SHA2_256.hash(Octets.wrap(identity.getBytes(StandardCharsets.UTF_8)));
        return REQID_BASE | (int) (hash.u32(0) & 0x3fff_ffff);
    }
}
