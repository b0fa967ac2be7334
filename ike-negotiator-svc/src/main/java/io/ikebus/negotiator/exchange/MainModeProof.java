package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.Optional;

/**
 * Message 6 of Main Mode as initiator: it proves who the peer is. As long as it does not come, the peer may have a former
 * version of our pre-shared key: it cannot read message 5, drops it, and reads the one that is made with its key.
 */
final class MainModeProof {
    private MainModeProof() {}

    /** Message 5 once more with every former version of our key. */
    static Session tryOthers(Turn turn, Session session, Phase1.SentIdentity state, String why) {
        for (Phase1.SentIdentity.Other other : state.others()) {
            turn.repeat(
                    state.association(),
                    other.message(),
                    "MM5",
                    why + ": the same with a key that has been replaced, "
                            + other.material().version());
        }
        return session.with(state.afterOthers());
    }

    static Session receiveSixth(Turn turn, Session session, Phase1.SentIdentity state, Octets raw) {
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            return Handshakes.fail(
                    turn, session, state.association(), "no-connection", "the connection has been deleted meanwhile");
        }
        IdentityMessage read = Candidates.first(
                state.candidates(),
                candidate -> IdentityMessage.read(
                        raw,
                        Role.RESPONDER,
                        state.agreement().proposal(),
                        candidate,
                        state.peerId(),
                        (chain, peer, keys) -> verdict(turn, state, connection.get(), chain, peer, keys)),
                IdentityMessage::mayHold);
        return switch (read) {
            case IdentityMessage.Garbage(Fault fault) ->
                dropped(turn, session, raw, "message-6-unreadable", fault.detail());
            case IdentityMessage.Readable readable -> proved(turn, session, state, connection.get(), readable, raw);
        };
    }

    private static Verdict<String> verdict(
            Turn turn,
            Phase1.SentIdentity state,
            Connection connection,
            PayloadChain chain,
            Payload.Identification peer,
            KeyMaterial keys) {
        Phase1Facts facts = Contributions.facts(
                turn,
                state.association(),
                connection,
                state.agreement().proposal(),
                state.responderCookie(),
                state.ni(),
                state.nr(),
                Identity.toText(peer));
        return facts.proposal()
                .authentication()
                .verify(
                        facts,
                        chain,
                        peer,
                        Phase1Keys.hashR(turn, state.agreement(), state.responderCookie(), keys, peer),
                        turn);
    }

    private static Session proved(
            Turn turn,
            Session session,
            Phase1.SentIdentity state,
            Connection connection,
            IdentityMessage.Readable message,
            Octets raw) {
        return switch (message.proof()) {
            case Verdict.Reached<String>(String ignored, String note) -> {
                turn.received(state, raw, "MM6", Messages.text(true, message.chain()));
                turn.told(state, "peer-proof", note);
                Candidates.note(turn, state.association(), state.responderCookie(), message.material());
                yield verified(
                        turn, session, state, message.material(), connection, message.sender(), message.chain(), raw);
            }
            case Verdict.Waiting<String>() -> session;
            case Verdict.Unavailable<String>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<String>(int ignored, String reason, String detail) ->
                dropped(turn, session, raw, reason, detail);
        };
    }

    private static Session verified(
            Turn turn,
            Session session,
            Phase1.SentIdentity state,
            KeyMaterial theirs,
            Connection connection,
            Payload.Identification peer,
            PayloadChain received,
            Octets raw) {
        if (!Handshakes.isPeer(connection, peer)) {
            return Handshakes.fail(
                    turn,
                    session,
                    state.association(),
                    "identity-mismatch",
                    "the peer is " + Identity.toText(peer) + ", the connection expects "
                            + connection.peer().identity());
        }
        IsakmpSa sa = Handshakes.isakmpSa(
                turn,
                state.association(),
                state.responderCookie(),
                state.agreement(),
                theirs.keys(),
                new Protection(state.agreement().proposal(), theirs.keys()).lastBlock(raw),
                Identity.toPayload(connection.local().identity()),
                peer,
                connection,
                state.answered().then(Messages.digest(raw), Octets.EMPTY));
        return Handshakes.establish(turn, session, ResponderLifetimes.limit(turn, sa, received), received);
    }

    private static Session dropped(Turn turn, Session session, Octets raw, String reason, String text) {
        turn.drop(session.phase1(), raw, reason, text);
        return session;
    }
}
