package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.proposal.ChildAgreement;
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
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Quick Mode as responder (RFC 2409 5.5). Message 2 lets the peer send, so it waits until the agent has the inbound SA.
 *
 * <pre>
 * HDR*, HASH(1), SA, Ni [, KE] [, IDci, IDcr] -->
 *                                             <--  HDR*, HASH(2), SA, Nr [, KE] [, IDci, IDcr]
 * HDR*, HASH(3)                               -->
 * </pre>
 */
final class QuickModeResponder {
    private QuickModeResponder() {}

    static Session receiveOffer(
            Turn turn, Session session, IsakmpSa sa, DatagramHeaders headers, int messageId, Octets raw) {
        Protection protection = Protection.of(sa);
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, Protection.firstIv(sa, messageId), PayloadRules.QUICK)) {
            case Read.Bad(Fault fault) -> {
                turn.drop(session.phase1(), raw, fault.reason(), fault.detail());
                return session;
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        if (!protection.hasHash1(messageId, chain)) {
            turn.drop(session.phase1(), raw, "wrong-hash", "HASH(1) does not hold");
            return session;
        }
        turn.received(session.phase1(), raw, "QM1", Messages.text(true, chain));
        // From here on the peer is known to have sent it: its message ID is used up, and it may be told what is wrong.
        Session next = Liveliness.heard(turn, session.with(new Phase1.Established(sa.using(messageId))), headers);
        IsakmpSa using = QuickModes.sa(next);
        Optional<Fault> fault = Contributions.checkNonce(Handshakes.nonce(chain));
        if (fault.isPresent()) {
            return refuse(turn, next, using, fault.get());
        }
        List<Candidate> candidates = new ArrayList<>();
        Fault mismatch = candidates(turn, using, chain, candidates);
        return candidates.isEmpty()
                ? refuse(turn, next, using, mismatch)
                : choose(turn, next, using, messageId, chain, candidates, raw);
    }

    /** A child that takes the traffic which the peer has named. */
    private record Candidate(Connection.Child config, Traffic traffic) {}

    /** Finds candidates, and says what is wrong if there are none. */
    private static Fault candidates(Turn turn, IsakmpSa sa, PayloadChain chain, List<Candidate> found) {
        Fault fault = new Fault(
                NotifyType.INVALID_ID_INFORMATION, "selector-mismatch", "the connection has been changed meanwhile");
        boolean readable = false;
        for (Connection.Child child : turn
                .environment()
                .connections()
                .named(sa.association().connection())
                .stream()
                .flatMap(connection -> Stages.children(connection, sa))
                .toList()) {
            switch (Traffic.read(sa, chain, child.mode(), false)) {
                case Traffic.Reading.Of(Traffic traffic) -> {
                    if (traffic.isOf(child)) {
                        found.add(new Candidate(child, traffic));
                    }
                    readable = true;
                    fault = new Fault(
                            NotifyType.INVALID_ID_INFORMATION,
                            "selector-mismatch",
                            "the peer wants " + traffic + ", which no child of the connection has");
                }
                case Traffic.Reading.None(String detail) -> {
                    if (!readable) {
                        fault = new Fault(NotifyType.INVALID_ID_INFORMATION, "invalid-selectors", detail);
                    }
                }
            }
        }
        return fault;
    }

    private static Session choose(
            Turn turn,
            Session session,
            IsakmpSa sa,
            int messageId,
            PayloadChain chain,
            List<Candidate> candidates,
            Octets raw) {
        Spis spis = NewChildren.newSpis(turn, session);
        OptionalInt keyExchange = chain.only(Payload.KeyExchange.class).stream()
                .mapToInt(ke -> ke.body().length())
                .findFirst();
        Optional<Fault> refusal = Optional.empty();
        for (Candidate candidate : candidates) {
            Connection.Child config = candidate.config();
            switch (ChildProposals.choose(
                    chain.only(SecurityAssociation.class).orElseThrow(),
                    NewChildren.policy(turn, sa, config),
                    keyExchange,
                    spis)) {
                case Selection.NothingChosen<ChildAgreement> none ->
                    refusal = refusal.or(() -> Optional.of(new Fault(none.notifyType(), none.reason(), none.detail())));
                case Selection.Chosen<ChildAgreement> chosen -> {
                    ChildSa child = NewChildren.child(sa, chosen, candidate.traffic(), spis, false, config, turn.now());
                    return prepareAnswer(turn, session, sa, messageId, chain, config, child, chosen, raw);
                }
            }
        }
        return refuse(turn, session, sa, refusal.orElseThrow());
    }

    private static Session prepareAnswer(
            Turn turn,
            Session session,
            IsakmpSa sa,
            int messageId,
            PayloadChain received,
            Connection.Child config,
            ChildSa child,
            Selection.Chosen<ChildAgreement> chosen,
            Octets raw) {
        Octets ni = Handshakes.nonce(received);
        Octets nr = turn.environment().random(Handshakes.NONCE_OCTETS);
        List<Payload> payloads = new ArrayList<>();
        payloads.add(chosen.answer());
        payloads.add(new Payload.Nonce(nr));
        Optional<Secret> pfs = Optional.empty();
        if (chosen.proposal().proposal().pfs().isPresent()) {
            DiffieHellman.KeyPair own = turn.environment()
                    .keyPair(chosen.proposal().proposal().pfs().get());
            pfs = QuickModes.pfsSecret(own, received);
            own.privateValue().destroy();
            if (pfs.isEmpty()) {
                return refuse(
                        turn,
                        session,
                        sa,
                        new Fault(
                                NotifyType.INVALID_KEY_INFORMATION,
                                "invalid-key-exchange",
                                "the peer's public value is no element of the group"));
            }
            payloads.add(new Payload.KeyExchange(own.publicValue()));
        }
        payloads.addAll(received.all(Payload.Identification.class));
        payloads.addAll(Traffic.originalAddresses(sa, child.mode(), false));
        payloads.addAll(ResponderLifetimes.of(child, chosen));
        Protection protection = Protection.of(sa);
        PayloadChain chain = protection.withHash2(messageId, ni, payloads);
        Octets answer = protection.seal(
                protection.lastBlock(raw),
                turn.key().initiatorCookie(),
                sa.responderCookie(),
                ExchangeType.QUICK_MODE,
                messageId,
                chain);
        Secret inbound = NewChildren.keymat(sa, child, Direction.INBOUND, pfs, ni, nr);
        Secret outbound = NewChildren.keymat(sa, child, Direction.OUTBOUND, pfs, ni, nr);
        pfs.ifPresent(Secret::destroy);
        ChildSa ordered = ChildSas.orderInbound(turn, sa, config, child, inbound);
        return session.with(ordered)
                .with(new QuickMode.PreparedAnswer(
                        messageId,
                        Messages.text(true, chain),
                        child.inboundSpi(),
                        outbound,
                        ni,
                        nr,
                        protection.lastBlock(answer),
                        Answered.NOTHING.then(Messages.digest(raw), answer),
                        turn.now().plus(turn.environment().agentAnswersWithin())));
    }

    /** The inbound SA is there. */
    static Session sendAnswer(Turn turn, Session session, IsakmpSa sa, QuickMode.PreparedAnswer state) {
        Octets answer = state.answered().answer();
        turn.send(sa.association(), answer, "QM2", state.text());
        return session.with(new QuickMode.SentAnswer(
                state.messageId(),
                state.inboundSpi(),
                state.outboundKeymat(),
                state.ni(),
                state.nr(),
                state.iv(),
                state.answered(),
                Retransmission.first(answer, turn.now())));
    }

    static Session receiveThird(
            Turn turn, Session session, IsakmpSa sa, QuickMode.SentAnswer state, DatagramHeaders headers, Octets raw) {
        Protection protection = Protection.of(sa);
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, state.iv(), PayloadRules.QUICK_THIRD)) {
            case Read.Bad(Fault fault) -> {
                turn.drop(session.phase1(), raw, fault.reason(), fault.detail());
                return session;
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        if (!protection.hasHash3(state.messageId(), state.ni(), state.nr(), chain)) {
            turn.drop(session.phase1(), raw, "wrong-hash", "HASH(3) does not hold");
            return session;
        }
        turn.received(session.phase1(), raw, "QM3", Messages.text(true, chain));
        Session heard = Liveliness.heard(turn, session, headers);
        return finish(turn, heard, QuickModes.sa(heard), state, raw);
    }

    private static Session finish(Turn turn, Session session, IsakmpSa sa, QuickMode.SentAnswer state, Octets raw) {
        Session next = session.with(new QuickMode.Finished(
                state.messageId(),
                state.answered().then(Messages.digest(raw), Octets.EMPTY),
                turn.now().plus(QuickModes.REPEATS_FOR)));
        Optional<ChildSa> child = session.childWithInbound(state.inboundSpi());
        if (child.isEmpty()) {
            // A Delete has overtaken message 3: there is nothing left to finish.
            turn.decided(session.phase1(), "child-gone", "the child SA was deleted before message 3 came");
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

    private static Session refuse(Turn turn, Session session, IsakmpSa sa, Fault fault) {
        turn.output(new Output.Count(fault.reason()));
        turn.decided(session.phase1(), fault.reason(), fault.detail());
        Notices.notify(turn, sa, IpsecProtocol.ESP.ikeProtocolId(), fault.notifyType(), Octets.EMPTY);
        return session;
    }
}
