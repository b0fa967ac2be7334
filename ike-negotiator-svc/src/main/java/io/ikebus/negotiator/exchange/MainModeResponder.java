package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.proposal.IsakmpProposals;
import io.ikebus.negotiator.proposal.Selection;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Main Mode as responder, with a pre-shared key (RFC 2409 5.4).
 *
 * <pre>
 * HDR, SA              -->
 *                      <--  HDR, SA
 * HDR, KE, Ni          -->
 *                      <--  HDR, KE, Nr
 * HDR*, IDii, HASH_I   -->
 *                      <--  HDR*, IDir, HASH_R
 * </pre>
 */
final class MainModeResponder {
    private MainModeResponder() {}

    static Session receiveProposal(Turn turn, Session session, DatagramHeaders headers, Octets raw) {
        Association stranger = new Association(
                Role.RESPONDER,
                "",
                headers.local(),
                headers.remote(),
                headers.marked(),
                turn.now(),
                headers.traceParent());
        PayloadChain chain;
        switch (Read.clear(raw, PayloadRules.PROPOSAL)) {
            case Read.Bad(Fault fault) -> {
                return refuse(turn, session, stranger, fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        SecurityAssociation offered = chain.only(SecurityAssociation.class).orElseThrow();
        List<Connection> candidates = turn.environment()
                .connections()
                .between(
                        turn.key().gateway(),
                        headers.local().address(),
                        headers.remote().address());
        if (candidates.isEmpty()) {
            return refuse(
                    turn,
                    session,
                    stranger,
                    new Fault(
                            NotifyType.NO_PROPOSAL_CHOSEN,
                            "no-connection",
                            "no connection lets " + headers.remote().address() + " talk to "
                                    + headers.local().address()),
                    raw);
        }
        List<String> details = new ArrayList<>();
        Fault last = null;
        for (Connection candidate : candidates) {
            switch (IsakmpProposals.choose(offered, Handshakes.proposals(candidate))) {
                case Selection.Chosen<IsakmpProposal> chosen -> {
                    turn.received(session.phase1(), raw, "MM1", Messages.text(false, chain));
                    return answerProposal(
                            turn, session, stranger.withConnection(candidate.name()), offered, chosen, raw);
                }
                case Selection.NothingChosen<IsakmpProposal> none -> {
                    details.add(candidate.name() + ": " + none.detail());
                    last = new Fault(none.notifyType(), none.reason(), String.join("; ", details));
                }
            }
        }
        return last == null ? session : refuse(turn, session, stranger, last, raw);
    }

    private static Session answerProposal(
            Turn turn,
            Session session,
            Association association,
            SecurityAssociation offered,
            Selection.Chosen<IsakmpProposal> chosen,
            Octets raw) {
        Cookie responder = Cookie.NONE;
        while (responder.isNone()) {
            responder = Cookie.parse(turn.environment().random(8).hex());
        }
        IsakmpMessage answer =
                IsakmpMessage.of(turn.key().initiatorCookie(), responder, ExchangeType.MAIN_MODE, 0, chosen.answer());
        Octets encoded = answer.encode();
        turn.send(association, encoded, "MM2", Messages.text(false, answer.chain()));
        return session.with(new Phase1.AnsweredProposal(
                association,
                responder,
                new Agreement(chosen.proposal(), chosen.lifetimeSeconds(), offered.body()),
                Answered.NOTHING.then(Messages.digest(raw), encoded),
                turn.now().plus(Handshakes.HALF_OPEN_FOR)));
    }

    static Session receiveKeyExchange(Turn turn, Session session, Phase1.AnsweredProposal state, Octets raw) {
        PayloadChain chain;
        switch (Read.clear(raw, PayloadRules.KEY_EXCHANGE_AND_NONCE)) {
            case Read.Bad(Fault fault) -> {
                return refuse(turn, session, state.association(), fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Optional<Fault> fault = Handshakes.checkKeyExchange(state.agreement(), chain);
        if (fault.isPresent()) {
            return refuse(turn, session, state.association(), fault.get(), raw);
        }
        turn.received(state, raw, "MM3", Messages.text(false, chain));
        DiffieHellman.KeyPair own =
                turn.environment().keyPair(state.agreement().proposal().group());
        Octets nr = turn.environment().random(Handshakes.NONCE_OCTETS);
        IsakmpMessage answer = IsakmpMessage.of(
                turn.key().initiatorCookie(),
                state.responderCookie(),
                ExchangeType.MAIN_MODE,
                0,
                new Payload.KeyExchange(own.publicValue()),
                new Payload.Nonce(nr));
        Octets encoded = answer.encode();
        turn.send(state.association(), encoded, "MM4", Messages.text(false, answer.chain()));
        return session.with(new Phase1.AnsweredKeyExchange(
                state.association(),
                state.responderCookie(),
                state.agreement(),
                own,
                Handshakes.keyExchange(chain),
                Handshakes.nonce(chain),
                nr,
                null,
                false,
                state.answered().then(Messages.digest(raw), encoded),
                turn.now().plus(Handshakes.PROVEN_HALF_OPEN_FOR)));
    }

    /** The vault has answered: with the keys, message 5 can be read. */
    /**
     * Message 5 is garbage or its hash is wrong: with pre-shared keys nearly always two different keys. The session
     * stays as it was, since anybody may have sent it; the peer is told once.
     */
    /** RFC 2409 5.4 lets the identity decide only now; the connection may change if the agreement holds for it too. */
    static Session refuse(Turn turn, Session session, Association to, Fault fault, Octets raw) {
        turn.drop(session.phase1(), raw, fault.reason(), fault.detail());
        Notices.complain(turn, to, session.phase1().responderCookie(), fault, raw);
        return session;
    }
}
