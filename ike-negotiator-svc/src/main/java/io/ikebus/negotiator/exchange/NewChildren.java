package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.keys.KeyDerivation;
import io.ikebus.negotiator.proposal.ChildAgreement;
import io.ikebus.negotiator.proposal.ChildPolicy;
import io.ikebus.negotiator.proposal.ChildProposal;
import io.ikebus.negotiator.proposal.Encapsulation;
import io.ikebus.negotiator.proposal.Policy;
import io.ikebus.negotiator.proposal.Selection;
import io.ikebus.negotiator.proposal.Spis;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.ChildSa.Progress;
import io.ikebus.negotiator.session.Course;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Path;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Quick Mode needs to make a child SA, whoever initiates: policy, SPIs, KEYMAT. */
final class NewChildren {
    private NewChildren() {}

    /** What may be agreed on for this child over this path: inside UDP if there is a translator on the way. */
    static ChildPolicy policy(Turn turn, IsakmpSa sa, Connection.Child child) {
        Encapsulation plain = child.mode() == Mode.TRANSPORT ? Encapsulation.TRANSPORT : Encapsulation.TUNNEL;
        return new ChildPolicy(
                child.proposals().isEmpty()
                        ? turn.environment()
                                .connections()
                                .named(sa.association().connection())
                                .map(Connection::policy)
                                .orElse(Policy.DEFAULT)
                                .children()
                        : child.proposals().stream().map(ChildProposal::parse).toList(),
                sa.association().nat().isPresent()
                        ? sa.features().natTraversal().inUdp(plain)
                        : plain,
                child.extendedSequenceNumbers());
    }

    /** RFC 4303 2.1: 1 to 255 are reserved. Unpredictable, and not of this session's. */
    static Spis newSpis(Turn turn, Session session) {
        long only = newSpi(turn, session);
        long bundledAh = newSpi(turn, session);
        while (bundledAh == only) {
            bundledAh = newSpi(turn, session);
        }
        return new Spis(only, bundledAh);
    }

    private static long newSpi(Turn turn, Session session) {
        while (true) {
            long spi = turn.environment().random(4).u32(0);
            if (spi >= 256
                    && session.children().stream()
                            .noneMatch(child -> child.hasInbound(IpsecProtocol.ESP, spi)
                                    || child.hasInbound(IpsecProtocol.AH, spi))) {
                return spi;
            }
        }
    }

    /**
     * KEYMAT of the SAs of one direction, whose receiver chose their SPIs. RFC 2409 5.5: each protocol of a bundle has its
     * own, since protocol and SPI go into it.
     */
    static Secret keymat(IsakmpSa sa, ChildSa child, Direction direction, Optional<Secret> pfs, Octets ni, Octets nr) {
        boolean in = direction == Direction.INBOUND;
        Secret own = keymat(sa, child.transform(), in ? child.inboundSpi() : child.outboundSpi(), pfs, ni, nr);
        ChildSa.BundledAh ah = child.bundledAh();
        if (ah == null) {
            return own;
        }
        Secret outer = keymat(sa, ah.transform(), in ? ah.inboundSpi() : ah.outboundSpi(), pfs, ni, nr);
        try {
            return Secret.concat(own, outer);
        } finally {
            own.destroy();
            outer.destroy();
        }
    }

    private static Secret keymat(
            IsakmpSa sa, SaTransform transform, long spi, Optional<Secret> pfs, Octets ni, Octets nr) {
        return KeyDerivation.keymat(
                sa.proposal().hash(),
                sa.keys().skeyidD(),
                pfs,
                transform.protocol().ikeProtocolId(),
                spi,
                ni,
                nr,
                transform.keymatOctets());
    }

    static ChildSa child(
            IsakmpSa sa,
            Selection.Chosen<ChildAgreement> chosen,
            Traffic traffic,
            Spis ours,
            boolean initiator,
            Connection.Child config,
            @Nullable Instant startedAt) {
        ChildAgreement agreement = chosen.proposal();
        ChildProposal proposal = agreement.proposal();
        Long peerAhSpi = agreement.peerAhSpi();
        return new ChildSa(
                config.name(),
                proposal.protocol(),
                proposal.transform(),
                agreement.esn(),
                traffic.local(),
                traffic.remote(),
                ours.only(),
                agreement.peerSpi(),
                Handshakes.lifetimeSeconds(chosen.lifetimeSeconds(), config.lifetimeSeconds()),
                smallerLimit(chosen.lifetimeBytes(), config.lifetimeBytes()),
                initiator,
                Progress.NOT_ORDERED,
                Progress.NOT_ORDERED,
                false,
                null,
                null,
                new Path(
                        sa.association().local(),
                        sa.association().remote(),
                        agreement.encapsulationMode().isUdp()),
                startedAt,
                Course.NONE,
                agreement.encapsulationMode().isTransport() ? Mode.TRANSPORT : Mode.TUNNEL,
                peerAhSpi == null
                        ? null
                        : new ChildSa.BundledAh(
                                proposal.bundledAh().orElseThrow(),
                                ours.bundledAh(),
                                peerAhSpi,
                                Progress.NOT_ORDERED,
                                Progress.NOT_ORDERED));
    }

    /** 0 is no limit. */
    static long smallerLimit(long one, long other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }
}
