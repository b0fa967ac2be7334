package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Carrier;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.proposal.IsakmpProposals;
import io.ikebus.negotiator.proposal.Selection;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.vendor.VendorIds;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Main Mode as initiator; the exchange lines are {@link MainModeResponder}'s. Nothing that comes
 * before message 6 is authenticated, so nothing of it ends the exchange: what cannot be used is dropped, and only
 * silence makes us give up.
 *
 * <p>No INITIAL-CONTACT is sent: sessions survive the death of any negotiator, so we never lose one that the peer has.
 */
final class MainModeInitiator {
    private MainModeInitiator() {}

    static Session start(Turn turn, Session session, Connection connection, Association association) {
        SecurityAssociation offer = IsakmpProposals.offer(
                Handshakes.proposals(connection, Role.INITIATOR),
                connection.ike().lifetimeSeconds());
        List<Payload> payloads = new ArrayList<>(List.of(offer));
        payloads.addAll(VendorIds.announced(Handshakes.detectsNat(connection)));
        IsakmpMessage message = IsakmpMessage.of(
                turn.key().initiatorCookie(), Cookie.NONE, ExchangeType.MAIN_MODE, 0, payloads.toArray(Payload[]::new));
        Octets encoded = message.encode();
        turn.send(association, encoded, "MM1", Messages.text(false, message.chain()));
        return session.with(
                new Phase1.SentProposal(association, offer.body(), Retransmission.first(encoded, turn.now()), null));
    }

    static Session receiveProposal(
            Turn turn, Session session, Phase1.SentProposal state, Cookie responder, Octets raw) {
        PayloadChain chain;
        switch (Read.clear(raw, PayloadRules.PROPOSAL)) {
            case Read.Bad(Fault fault) -> {
                turn.drop(state, raw, fault.reason(), fault.detail());
                return session;
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            turn.drop(state, raw, "no-connection", "the connection has been deleted meanwhile");
            return session;
        }
        return switch (IsakmpProposals.accept(
                chain.only(SecurityAssociation.class).orElseThrow(),
                Handshakes.proposal(state.saiB()),
                Handshakes.proposals(connection.get(), Role.INITIATOR))) {
            case Selection.NothingChosen<IsakmpProposal> none -> {
                turn.drop(state, raw, none.reason(), none.detail());
                yield session;
            }
            case Selection.Chosen<IsakmpProposal> chosen -> {
                Agreement agreement = new Agreement(
                        chosen.proposal(),
                        chosen.lifetimeSeconds(),
                        state.saiB(),
                        VendorIds.read(chain, Handshakes.detectsNat(connection.get())));
                yield sendKeyExchange(turn, session, state, responder, agreement, connection.get(), chain, raw);
            }
        };
    }

    private static Session sendKeyExchange(
            Turn turn,
            Session session,
            Phase1.SentProposal state,
            Cookie responder,
            Agreement agreement,
            Connection connection,
            PayloadChain received,
            Octets raw) {
        Phase1Facts facts = Contributions.facts(
                turn,
                state.association(),
                connection,
                agreement.proposal(),
                responder,
                Octets.EMPTY,
                Octets.EMPTY,
                null);
        return switch (agreement.proposal().authentication().carrier(facts, turn, turn.environment()::random)) {
            case Verdict.Reached<Carrier>(Carrier carrier, String note) -> {
                turn.received(state, raw, "MM2", Messages.text(false, received));
                turn.told(state, "credential", note);
                yield sendKeyExchange(turn, session, state, responder, agreement, connection, carrier, raw);
            }
            case Verdict.Waiting<Carrier>() -> session;
            case Verdict.Unavailable<Carrier>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<Carrier>(int ignored, String reason, String detail) ->
                Handshakes.fail(turn, session, state.association(), reason, detail);
        };
    }

    private static Session sendKeyExchange(
            Turn turn,
            Session session,
            Phase1.SentProposal state,
            Cookie responder,
            Agreement agreement,
            Connection connection,
            Carrier carrier,
            Octets raw) {
        Authentication method = agreement.proposal().authentication();
        DiffieHellman.KeyPair own =
                turn.environment().keyPair(agreement.proposal().group());
        Octets ni = turn.environment().random(method.nonceOctets());
        List<Payload> others = new ArrayList<>(method.requests());
        others.addAll(Handshakes.natDiscovery(
                turn,
                Handshakes.natDetection(turn, agreement, responder),
                state.association(),
                Optional.of(connection)));
        List<Payload> payloads = carrier.payloads(Contributions.own(method, own, ni, connection), others);
        IsakmpMessage message = IsakmpMessage.of(
                turn.key().initiatorCookie(), responder, ExchangeType.MAIN_MODE, 0, payloads.toArray(Payload[]::new));
        Octets encoded = message.encode();
        Association association = state.association().with(agreement.features());
        turn.send(association, encoded, "MM3", Messages.text(false, message.chain()));
        return session.with(new Phase1.SentKeyExchange(
                association,
                responder,
                agreement,
                own,
                ni,
                null,
                Answered.NOTHING.then(Messages.digest(raw), Octets.EMPTY),
                Retransmission.first(encoded, turn.now()),
                null));
    }
}
