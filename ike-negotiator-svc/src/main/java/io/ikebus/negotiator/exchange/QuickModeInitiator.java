package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.proposal.ChildAgreement;
import io.ikebus.negotiator.proposal.ChildPolicy;
import io.ikebus.negotiator.proposal.ChildProposals;
import io.ikebus.negotiator.proposal.Selection;
import io.ikebus.negotiator.proposal.Spis;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Quick Mode as initiator; the exchange lines are {@link QuickModeResponder}'s. Message 3 lets the peer send, so it waits
 * until the agent has the inbound SA.
 */
final class QuickModeInitiator {
    /** Longer than a peer waits before it repeats message 2, when message 3 is lost. */
    static final Duration PEER_HAS_IT_AFTER = Duration.ofSeconds(5);

    private QuickModeInitiator() {}

    static Session start(Turn turn, Session session, IsakmpSa sa, Connection.Child config) {
        return start(turn, session, sa, config, config.local(), config.remote(), null);
    }

    /** For the traffic of a child SA that the new one is to replace. */
    static Session renew(Turn turn, Session session, IsakmpSa sa, Connection.Child config, ChildSa child) {
        return start(turn, session, sa, config, child.local(), child.remote(), child.inboundSpi());
    }

    /** @param renews inbound SPI of the child SA that the new one is to replace */
    static Session start(
            Turn turn,
            Session session,
            IsakmpSa sa,
            Connection.Child config,
            Connection.Selector local,
            Connection.Selector remote,
            @Nullable Long renews) {
        Traffic traffic = Traffic.wanted(sa, config, local, remote);
        ChildPolicy policy = NewChildren.policy(turn, sa, config);
        if (policy.offered().isEmpty()) {
            return cannotStart(
                    turn,
                    session,
                    config,
                    renews,
                    "ah-behind-translator",
                    "AH does not pass the translator of addresses on the way to the peer");
        }
        if (config.mode() == Mode.TRANSPORT && !traffic.isOf(config)) {
            return cannotStart(
                    turn,
                    session,
                    config,
                    renews,
                    "hosts-not-selected",
                    "the selectors of this transport mode child leave out the hosts of the path, " + traffic);
        }
        int messageId = Notices.messageId(turn);
        while (sa.usedMessageIds().contains(messageId)) {
            messageId = Notices.messageId(turn);
        }
        Spis spis = NewChildren.newSpis(turn, session);
        Octets ni = turn.environment().random(Handshakes.NONCE_OCTETS);
        SecurityAssociation offer =
                ChildProposals.offer(policy, spis, config.lifetimeSeconds(), config.lifetimeBytes());
        DiffieHellman.@Nullable KeyPair own = policy.offered()
                .getFirst()
                .pfs()
                .map(turn.environment()::keyPair)
                .orElse(null);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(offer);
        payloads.add(new Payload.Nonce(ni));
        if (own != null) {
            payloads.add(new Payload.KeyExchange(own.publicValue()));
        }
        payloads.addAll(traffic.identities());
        payloads.addAll(Traffic.originalAddresses(sa, config.mode(), true));
        Protection protection = Protection.of(sa);
        PayloadChain chain = protection.withHash1(messageId, payloads);
        Octets message = protection.seal(
                Protection.firstIv(sa, messageId),
                turn.key().initiatorCookie(),
                sa.responderCookie(),
                ExchangeType.QUICK_MODE,
                messageId,
                chain);
        turn.send(sa.association(), message, "QM1", Messages.text(true, chain));
        return session.with(new Phase1.Established(sa.using(messageId)))
                .with(new QuickMode.SentOffer(
                        messageId,
                        config.name(),
                        spis.only(),
                        offer.body(),
                        ni,
                        own,
                        traffic.local(),
                        traffic.remote(),
                        protection.lastBlock(message),
                        renews,
                        Retransmission.first(message, turn.now()),
                        turn.now(),
                        spis.bundledAh()));
    }

    private static Session cannotStart(
            Turn turn, Session session, Connection.Child config, @Nullable Long renews, String reason, String detail) {
        turn.output(new Output.Count("failed-" + reason));
        turn.decided(session.phase1(), reason, "no Quick Mode for child " + config.name() + ": " + detail);
        return Renewals.failed(turn, session, renews);
    }

    static Session receiveAnswer(
            Turn turn, Session session, IsakmpSa sa, QuickMode.SentOffer state, DatagramHeaders headers, Octets raw) {
        Protection protection = Protection.of(sa);
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, state.iv(), PayloadRules.QUICK)) {
            case Read.Bad(Fault fault) -> {
                turn.drop(session.phase1(), raw, fault.reason(), fault.detail());
                return session;
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        if (!protection.hasHash2(state.messageId(), state.ni(), chain)) {
            turn.drop(session.phase1(), raw, "wrong-hash", "HASH(2) does not hold");
            return session;
        }
        turn.received(session.phase1(), raw, "QM2", Messages.text(true, chain));
        Session heard = Liveliness.heard(turn, session, headers);
        return accept(turn, heard, QuickModes.sa(heard), state, chain, raw);
    }

    private static Session accept(
            Turn turn, Session session, IsakmpSa sa, QuickMode.SentOffer state, PayloadChain chain, Octets raw) {
        Optional<Connection.Child> config = QuickModes.config(turn, sa, state.child());
        if (config.isEmpty()) {
            return giveUp(turn, session, state, "no-connection", "the connection has been changed meanwhile");
        }
        Optional<Fault> fault = Contributions.checkNonce(Handshakes.nonce(chain))
                .or(() -> checkIdentities(sa, state, config.get().mode(), chain));
        if (fault.isPresent()) {
            return refuse(turn, session, sa, state, fault.get());
        }
        OptionalInt keyExchange = chain.only(Payload.KeyExchange.class).stream()
                .mapToInt(ke -> ke.body().length())
                .findFirst();
        return switch (ChildProposals.accept(
                chain.only(SecurityAssociation.class).orElseThrow(),
                offer(state),
                NewChildren.policy(turn, sa, config.get()),
                keyExchange)) {
            case Selection.NothingChosen<ChildAgreement> none ->
                refuse(turn, session, sa, state, new Fault(none.notifyType(), none.reason(), none.detail()));
            case Selection.Chosen<ChildAgreement> chosen ->
                prepareThird(turn, session, sa, state, chain, config.get(), chosen, raw);
        };
    }

    private static Session prepareThird(
            Turn turn,
            Session session,
            IsakmpSa sa,
            QuickMode.SentOffer state,
            PayloadChain received,
            Connection.Child config,
            Selection.Chosen<ChildAgreement> chosen,
            Octets raw) {
        Octets nr = Handshakes.nonce(received);
        Optional<Secret> pfs = Optional.empty();
        DiffieHellman.KeyPair own = state.pfs();
        if (own != null && chosen.proposal().proposal().pfs().isPresent()) {
            pfs = QuickModes.pfsSecret(own, received);
            if (pfs.isEmpty()) {
                return refuse(
                        turn,
                        session,
                        sa,
                        state,
                        new Fault(
                                NotifyType.INVALID_KEY_INFORMATION,
                                "invalid-key-exchange",
                                "the peer's public value is no element of the group"));
            }
        }
        ChildSa child = ResponderLifetimes.limit(
                NewChildren.child(
                        sa,
                        chosen,
                        new Traffic(state.local(), state.remote()),
                        new Spis(state.spi(), state.ahSpi()),
                        true,
                        config,
                        state.startedAt()),
                received);
        Protection protection = Protection.of(sa);
        Octets third = protection.seal(
                protection.lastBlock(raw),
                turn.key().initiatorCookie(),
                sa.responderCookie(),
                ExchangeType.QUICK_MODE,
                state.messageId(),
                PayloadChain.of(new Payload.Hash(protection.hash3(state.messageId(), state.ni(), nr))));
        Secret inbound = NewChildren.keymat(sa, child, Direction.INBOUND, pfs, state.ni(), nr);
        Secret outbound = NewChildren.keymat(sa, child, Direction.OUTBOUND, pfs, state.ni(), nr);
        pfs.ifPresent(Secret::destroy);
        return session.with(ChildSas.orderInbound(turn, sa, config, child, inbound))
                .with(new QuickMode.PreparedThird(
                        state.messageId(),
                        child.inboundSpi(),
                        outbound,
                        state.renews(),
                        Answered.NOTHING.then(Messages.digest(raw), third),
                        turn.now().plus(turn.environment().agentAnswersWithin())));
    }

    /** The inbound SA is there: message 3 goes, and the outbound SA is ordered. */
    static Session sendThird(Turn turn, Session session, IsakmpSa sa, QuickMode.PreparedThird state, ChildSa child) {
        Optional<Connection.Child> config = QuickModes.config(turn, sa, child.child());
        if (config.isEmpty()) {
            turn.decided(session.phase1(), "no-connection", "the connection has been changed meanwhile");
            return ChildSas.remove(turn, session.without(state), sa, child, "connection-changed");
        }
        turn.send(sa.association(), state.answered().answer(), "QM3", "HDR*, HASH");
        QuickMode.SentThird sent = new QuickMode.SentThird(
                state.messageId(),
                state.inboundSpi(),
                state.outboundKeymat(),
                state.renews(),
                state.answered(),
                turn.now().plus(PEER_HAS_IT_AFTER));
        return Rivals.hasOther(session, child) ? session.with(sent) : switchOver(turn, session, sa, sent);
    }

    /** From here on packets go through the new SA. */
    static Session switchOver(Turn turn, Session session, IsakmpSa sa, QuickMode.SentThird state) {
        Session next = session.with(new QuickMode.Finished(
                state.messageId(), state.answered(), turn.now().plus(QuickModes.REPEATS_FOR)));
        Optional<ChildSa> child = session.childWithInbound(state.inboundSpi());
        if (child.isEmpty()) {
            return next;
        }
        Optional<Connection.Child> config =
                QuickModes.config(turn, sa, child.get().child());
        if (config.isEmpty()) {
            turn.decided(session.phase1(), "no-connection", "the connection has been changed meanwhile");
            Notices.deleteChild(turn, sa, child.get());
            return ChildSas.remove(turn, next, sa, child.get(), "connection-changed");
        }
        return next.with(ChildSas.orderOutbound(turn, sa, config.get(), child.get(), state.outboundKeymat()));
    }

    /** The peer has agreed to something else than we asked for: it is told, and this Quick Mode ends. */
    private static Session refuse(Turn turn, Session session, IsakmpSa sa, QuickMode.SentOffer state, Fault fault) {
        Notices.notify(
                turn,
                sa,
                offer(state).proposals().getFirst().protocolId(),
                fault.notifyType(),
                Octets.ofNumber(state.spi(), 4));
        return giveUp(turn, session, state, fault.reason(), fault.detail());
    }

    static Session giveUp(Turn turn, Session session, QuickMode.SentOffer state, String reason, String detail) {
        turn.output(new Output.Count("failed-" + reason));
        turn.decided(session.phase1(), reason, "Quick Mode for child " + state.child() + " has failed: " + detail);
        return Renewals.failed(turn, session.without(state), state.renews());
    }

    /** RFC 2409 5.5: the responder repeats the identities that it accepts. */
    private static Optional<Fault> checkIdentities(
            IsakmpSa sa, QuickMode.SentOffer state, Mode mode, PayloadChain chain) {
        Traffic ours = new Traffic(state.local(), state.remote());
        List<Octets> ids = chain.all(Payload.Identification.class).stream()
                .map(Payload.Identification::body)
                .toList();
        boolean repeated = ids.isEmpty()
                || ids.equals(ours.identities().stream().map(Payload::body).toList());
        // A responder that knows us by another address may name that one.
        boolean same = repeated
                || (mode == Mode.TRANSPORT
                        && Traffic.read(sa, chain, mode, true) instanceof Traffic.Reading.Of(Traffic answered)
                        && answered.equals(ours));
        return same
                ? Optional.empty()
                : Optional.of(new Fault(
                        NotifyType.INVALID_ID_INFORMATION,
                        "selector-mismatch",
                        "the answer has other identities than the offer"));
    }

    private static SecurityAssociation offer(QuickMode.SentOffer state) {
        if (Payload.decode(PayloadType.SA, state.offer())
                instanceof Decoded.Accepted<Payload>(SecurityAssociation offer)) {
            return offer;
        }
        throw new IllegalStateException("our own offer must be readable");
    }
}
