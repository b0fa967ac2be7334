package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
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
                Handshakes.proposals(connection), connection.ike().lifetimeSeconds());
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
                Handshakes.proposals(connection.get()))) {
            case Selection.NothingChosen<IsakmpProposal> none -> {
                turn.drop(state, raw, none.reason(), none.detail());
                yield session;
            }
            case Selection.Chosen<IsakmpProposal> chosen -> {
                turn.received(state, raw, "MM2", Messages.text(false, chain));
                Agreement agreement = new Agreement(
                        chosen.proposal(),
                        chosen.lifetimeSeconds(),
                        state.saiB(),
                        VendorIds.read(chain, Handshakes.detectsNat(connection.get())));
                yield sendKeyExchange(turn, session, state, responder, agreement, connection, raw);
            }
        };
    }

    private static Session sendKeyExchange(
            Turn turn,
            Session session,
            Phase1.SentProposal state,
            Cookie responder,
            Agreement agreement,
            Optional<Connection> connection,
            Octets raw) {
        DiffieHellman.KeyPair own =
                turn.environment().keyPair(agreement.proposal().group());
        Octets ni = turn.environment().random(Handshakes.NONCE_OCTETS);
        List<Payload> payloads =
                new ArrayList<>(List.of(new Payload.KeyExchange(own.publicValue()), new Payload.Nonce(ni)));
        payloads.addAll(Authentication.of(agreement.proposal()).requests());
        payloads.addAll(Handshakes.natDiscovery(
                turn, Handshakes.natDetection(turn, agreement, responder), state.association(), connection));
        IsakmpMessage message = IsakmpMessage.of(
                turn.key().initiatorCookie(), responder, ExchangeType.MAIN_MODE, 0, payloads.toArray(Payload[]::new));
        Octets encoded = message.encode();
        turn.send(state.association(), encoded, "MM3", Messages.text(false, message.chain()));
        return session.with(new Phase1.SentKeyExchange(
                state.association(),
                responder,
                agreement,
                own,
                ni,
                null,
                Answered.NOTHING.then(Messages.digest(raw), Octets.EMPTY),
                Retransmission.first(encoded, turn.now()),
                null));
    }

    static Read readKeyExchange(Phase1.SentKeyExchange state, Octets raw) {
        Read read = Read.clear(raw, PayloadRules.KEY_EXCHANGE_AND_NONCE);
        return read instanceof Read.Good(PayloadChain chain)
                ? Handshakes.checkKeyExchange(state.agreement(), chain)
                        .<Read>map(Read.Bad::new)
                        .orElse(read)
                : read;
    }
}
