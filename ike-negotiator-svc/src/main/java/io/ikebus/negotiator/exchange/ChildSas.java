package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Selector;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Path;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Child SAs as orders to the agent. */
final class ChildSas {
    /** The initiator renews first, so that both ends rarely do at once. */
    private static final int INITIATOR_SOFT_PERCENT = 80;

    private static final int RESPONDER_SOFT_PERCENT = 90;
    private static final int JITTER_PERCENT = 5;
    private static final int REQID_BASE = 0x4000_0000;

    private ChildSas() {}

    /** Of the SA towards us, in a bundle of that of ESP. */
    static SaId inboundId(Turn turn, ChildSa child) {
        return ids(turn, child, Direction.INBOUND).getFirst();
    }

    /** Of the SA of this direction; in a bundle there are two, AH the last. */
    static List<SaId> ids(Turn turn, ChildSa child, Direction direction) {
        boolean in = direction == Direction.INBOUND;
        IpAddress destination = (in ? child.path().local() : child.path().remote()).address();
        GatewayId gateway = turn.key().gateway();
        SaId own = new SaId(gateway, destination, child.protocol(), in ? child.inboundSpi() : child.outboundSpi());
        ChildSa.BundledAh ah = child.bundledAh();
        return ah == null
                ? List.of(own)
                : List.of(
                        own, new SaId(gateway, destination, IpsecProtocol.AH, in ? ah.inboundSpi() : ah.outboundSpi()));
    }

    /**
     * Orders the SAs towards us, with the policies that let their packets in.
     *
     * @param keymat of {@link #ids}, one behind the other
     */
    static ChildSa orderInbound(Turn turn, IsakmpSa sa, Connection.Child config, ChildSa child, Secret keymat) {
        return order(turn, sa, config, child, Direction.INBOUND, keymat);
    }

    /** Orders the SAs towards the peer, with the policy that sends packets into them. */
    static ChildSa orderOutbound(Turn turn, IsakmpSa sa, Connection.Child config, ChildSa child, Secret keymat) {
        return order(turn, sa, config, child, Direction.OUTBOUND, keymat);
    }

    /** AH first: the policies come with ESP, and from then on packets need both. */
    private static ChildSa order(
            Turn turn, IsakmpSa sa, Connection.Child config, ChildSa child, Direction direction, Secret keymat) {
        String connection = sa.association().connection();
        List<SaId> ids = ids(turn, child, direction);
        Secret own = keymat;
        if (child.bundledAh() != null) {
            SaTransform transform = child.bundledAh().transform();
            int end = child.transform().keymatOctets();
            turn.output(new Output.InstallSa(
                    connection,
                    ids.getLast(),
                    description(turn, sa, config, child, direction, transform, Mode.TRANSPORT),
                    List.of(),
                    keymat.slice(end, end + transform.keymatOctets())));
            own = keymat.slice(0, end);
            keymat.destroy();
        }
        turn.output(new Output.InstallSa(
                connection,
                ids.getFirst(),
                description(turn, sa, config, child, direction, child.transform(), child.mode()),
                policies(sa, config, child, direction),
                own));
        return child.ordered(direction);
    }

    /** Takes back whatever has been ordered, the way towards the peer first. */
    static Session remove(Turn turn, Session session, IsakmpSa sa, ChildSa child, String reason) {
        for (Direction direction : List.of(Direction.OUTBOUND, Direction.INBOUND)) {
            if (child.isOrdered(direction)) {
                ids(turn, child, direction)
                        .forEach(id ->
                                turn.output(new Output.RemoveSa(sa.association().connection(), id, reason)));
            }
        }
        return session.without(child);
    }

    /**
     * Takes the SAs out of the kernel and leaves the policies, which are those of ESP in a bundle.
     *
     * @param config of the child SA; lifetimes are of no account any more
     */
    static void close(Turn turn, IsakmpSa sa, Connection.Child config, ChildSa child, String reason) {
        String connection = sa.association().connection();
        for (Direction direction : List.of(Direction.OUTBOUND, Direction.INBOUND)) {
            List<SaId> ids = ids(turn, child, direction);
            turn.output(new Output.CloseSa(
                    connection,
                    ids.getFirst(),
                    description(turn, sa, config, child, direction, child.transform(), child.mode()),
                    policies(sa, config, child, direction),
                    reason));
            ids.stream().skip(1).forEach(id -> turn.output(new Output.RemoveSa(connection, id, reason)));
        }
    }

    private static SaDescription description(
            Turn turn,
            IsakmpSa sa,
            Connection.Child config,
            ChildSa child,
            Direction direction,
            SaTransform transform,
            Mode mode) {
        int soft = (child.initiator() ? INITIATOR_SOFT_PERCENT : RESPONDER_SOFT_PERCENT)
                - turn.environment().random(1).u8(0) % JITTER_PERCENT;
        Path path = child.path();
        return new SaDescription(
                direction,
                (direction == Direction.INBOUND ? path.remote() : path.local()).address(),
                mode,
                transform,
                reqid(sa, child),
                config.replayWindow(),
                child.extendedSequenceNumbers(),
                encapsulation(path, direction),
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

    private static List<PolicyDescription> policies(
            IsakmpSa sa, Connection.Child config, ChildSa child, Direction direction) {
        return switch (direction) {
            case OUTBOUND -> policies(sa, config, child, PolicyDirection.OUT).toList();
            case INBOUND ->
                (child.mode() == Mode.TUNNEL
                                ? Stream.of(PolicyDirection.IN, PolicyDirection.FORWARD)
                                : Stream.of(PolicyDirection.IN))
                        .flatMap(each -> policies(sa, config, child, each))
                        .toList();
        };
    }

    /** One for each pair of prefixes: the kernel has no ranges. */
    private static Stream<PolicyDescription> policies(
            IsakmpSa sa, Connection.Child config, ChildSa child, PolicyDirection direction) {
        boolean out = direction == PolicyDirection.OUT;
        Selector source = out ? child.local() : child.remote();
        Selector destination = out ? child.remote() : child.local();
        return source.addresses().prefixes().stream()
                .flatMap(from -> destination.addresses().prefixes().stream()
                        .map(to -> policy(sa, config, child, direction, from, to)));
    }

    private static PolicyDescription policy(
            IsakmpSa sa,
            Connection.Child config,
            ChildSa child,
            PolicyDirection direction,
            IpPrefix from,
            IpPrefix to) {
        boolean out = direction == PolicyDirection.OUT;
        Selector source = out ? child.local() : child.remote();
        Selector destination = out ? child.remote() : child.local();
        IpAddress here = child.path().local().address();
        IpAddress there = child.path().remote().address();
        return new PolicyDescription(
                direction,
                from,
                to,
                source.protocol(),
                source.port(),
                destination.port(),
                priority(from.length() + to.length(), source, destination),
                out ? here : there,
                out ? there : here,
                child.protocol(),
                child.mode(),
                reqid(sa, child),
                config.mark(),
                config.interfaceId(),
                child.bundledAh() == null ? null : IpsecProtocol.AH);
    }

    /** Lower wins: a selector inside another one comes first. */
    private static int priority(int bits, Selector source, Selector destination) {
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
