package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second half of Main Mode as responder: message 5 proves who the peer is, message 6 who we are. To read message 5
 * takes SKEYID, so what that needs is computed when it comes and not before.
 */
final class ResponderIdentity {
    private ResponderIdentity() {}

    static Session receiveIdentity(
            Turn turn, Session session, Phase1.AnsweredKeyExchange state, DatagramHeaders headers, Octets raw) {
        Optional<Connection> guess =
                turn.environment().connections().named(state.association().connection());
        if (guess.isEmpty()) {
            turn.drop(state, raw, "no-connection", "the connection has been deleted meanwhile");
            return session;
        }
        Phase1Facts facts = facts(turn, state, guess.get(), null);
        KeyMaterial material = state.material();
        return material == null
                ? derive(turn, session, state, facts, headers, raw)
                : read(turn, session, state, material, facts, headers, raw);
    }

    private static Phase1Facts facts(
            Turn turn, Phase1.AnsweredKeyExchange state, Connection connection, Payload.@Nullable Identification peer) {
        return Contributions.facts(
                turn,
                state.association(),
                connection,
                state.agreement().proposal(),
                state.responderCookie(),
                state.ni(),
                state.nr(),
                peer == null ? null : Identity.toText(peer));
    }

    private static Session derive(
            Turn turn,
            Session session,
            Phase1.AnsweredKeyExchange state,
            Phase1Facts facts,
            DatagramHeaders headers,
            Octets raw) {
        return switch (Phase1Keys.derive(turn, facts, state.responderCookie(), state.own(), state.gxi())) {
            case Verdict.Reached<KeyMaterial>(KeyMaterial material, String note) -> {
                turn.told(state, "credential", note);
                Phase1.AnsweredKeyExchange next = state.with(material);
                yield read(turn, session.with(next), next, material, facts, headers, raw);
            }
            case Verdict.Waiting<KeyMaterial>() -> session;
            case Verdict.Unavailable<KeyMaterial>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<KeyMaterial>(int notifyType, String reason, String detail) ->
                notifyType == NotifyType.INVALID_KEY_INFORMATION
                        ? MainModeResponder.refuse(
                                turn, session, state.association(), new Fault(notifyType, reason, detail), raw)
                        : dropped(turn, session, raw, reason, detail);
        };
    }

    private static Session read(
            Turn turn,
            Session session,
            Phase1.AnsweredKeyExchange state,
            KeyMaterial material,
            Phase1Facts facts,
            DatagramHeaders headers,
            Octets raw) {
        Authentication method = state.agreement().proposal().authentication();
        IdentityMessage read = Candidates.first(
                material.candidates(),
                candidate -> IdentityMessage.read(
                        raw,
                        Role.INITIATOR,
                        state.agreement().proposal(),
                        candidate,
                        state.peerId(),
                        (chain, peer, keys) -> method.verify(
                                facts,
                                chain,
                                peer,
                                Phase1Keys.hashI(turn, state.agreement(), state.responderCookie(), keys, peer),
                                turn)),
                IdentityMessage::mayHold);
        return switch (read) {
            case IdentityMessage.Garbage(Fault fault) ->
                unreadable(turn, session, state, method.hidesIdentity() ? Fault.NO_PROOF : fault, raw);
            case IdentityMessage.Readable readable -> proved(turn, session, state, readable, headers, raw);
        };
    }

    private static Session proved(
            Turn turn,
            Session session,
            Phase1.AnsweredKeyExchange state,
            IdentityMessage.Readable message,
            DatagramHeaders headers,
            Octets raw) {
        return switch (message.proof()) {
            case Verdict.Reached<String>(String ignored, String note) ->
                verified(
                        turn,
                        session,
                        state,
                        message.material(),
                        message.sender(),
                        message.chain(),
                        note,
                        headers,
                        raw);
            case Verdict.Waiting<String>() -> session;
            case Verdict.Unavailable<String>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<String>(int notifyType, String reason, String detail) ->
                unreadable(turn, session, state, new Fault(notifyType, reason, detail), raw);
        };
    }

    /** The peer is who it says. Whether somebody waits for that one is another question. */
    private static Session verified(
            Turn turn,
            Session session,
            Phase1.AnsweredKeyExchange state,
            KeyMaterial material,
            Payload.Identification peer,
            PayloadChain received,
            String note,
            DatagramHeaders headers,
            Octets raw) {
        Optional<Connection> connection =
                Contributions.connectionOf(turn, state.association(), state.agreement(), peer);
        if (connection.isEmpty()) {
            turn.received(state, raw, "MM5", Messages.text(true, received));
            Notices.complain(
                    turn,
                    state.association(),
                    state.responderCookie(),
                    new Fault(NotifyType.INVALID_ID_INFORMATION, "identity-mismatch", ""),
                    raw);
            return Handshakes.fail(
                    turn,
                    session,
                    state.association(),
                    "identity-mismatch",
                    "the peer is " + Identity.toText(peer) + ", which no connection between these addresses expects");
        }
        Payload.Identification own = Identity.toPayload(connection.get().local().identity());
        return switch (state.agreement()
                .proposal()
                .authentication()
                .prove(
                        facts(turn, state, connection.get(), peer),
                        Phase1Keys.hashR(turn, state.agreement(), state.responderCookie(), material, own),
                        turn)) {
            case Verdict.Reached<List<Payload>>(List<Payload> proof, String proofNote) -> {
                turn.received(state, raw, "MM5", Messages.text(true, received));
                turn.told(state, "peer-proof", note);
                turn.told(state, "credential", proofNote);
                Candidates.note(turn, state.association(), state.responderCookie(), material);
                yield answer(
                        turn, session, state, material, connection.get(), peer, own, proof, received, headers, raw);
            }
            case Verdict.Waiting<List<Payload>>() -> session;
            case Verdict.Unavailable<List<Payload>>(String reason) ->
                Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<List<Payload>>(int ignored, String reason, String detail) ->
                Handshakes.fail(turn, session, state.association(), reason, detail);
        };
    }

    private static Session answer(
            Turn turn,
            Session session,
            Phase1.AnsweredKeyExchange state,
            KeyMaterial material,
            Connection connection,
            Payload.Identification peer,
            Payload.Identification own,
            List<Payload> proof,
            PayloadChain received,
            DatagramHeaders headers,
            Octets raw) {
        Protection protection = new Protection(state.agreement().proposal(), material.keys());
        PayloadChain chain =
                PayloadChain.of(Contributions.proof(state.agreement().proposal().authentication(), own, proof));
        Octets answer = protection.seal(
                protection.lastBlock(raw),
                turn.key().initiatorCookie(),
                state.responderCookie(),
                ExchangeType.MAIN_MODE,
                0,
                chain);
        // The initiator has gone over to the other port with this message, if there is a NAT (RFC 3947 4).
        Association association = state.association().over(headers).withConnection(connection.name());
        turn.send(association, answer, "MM6", Messages.text(true, chain));
        return Handshakes.establish(
                turn,
                session,
                Handshakes.isakmpSa(
                        turn,
                        association,
                        state.responderCookie(),
                        state.agreement(),
                        material.keys(),
                        protection.lastBlock(answer),
                        own,
                        peer,
                        connection,
                        state.answered().then(Messages.digest(raw), answer)),
                received);
    }

    /**
     * Message 5 is garbage or proves nothing. The session stays as it was, since anybody may have sent it; the peer is
     * told once.
     */
    private static Session unreadable(
            Turn turn, Session session, Phase1.AnsweredKeyExchange state, Fault fault, Octets raw) {
        turn.drop(
                state,
                raw,
                "message-5-unreadable",
                "message 5 cannot be read or does not prove its sender (" + fault.reason() + ", " + fault.detail()
                        + "): "
                        + state.agreement().proposal().authentication().suspicion());
        if (state.complained()) {
            return session;
        }
        Notices.complain(turn, state.association(), state.responderCookie(), fault, raw);
        turn.announce(
                "ike.authentication-failed",
                state.association().connection(),
                state.responderCookie() + "/message-5-unreadable",
                Map.of(
                        "reason",
                        fault.reason(),
                        "remote",
                        state.association().remote().toString()));
        return session.with(state.afterComplaint(turn.now().plus(Handshakes.HALF_OPEN_FOR)));
    }

    private static Session dropped(Turn turn, Session session, Octets raw, String reason, String text) {
        turn.drop(session.phase1(), raw, reason, text);
        return session;
    }
}
