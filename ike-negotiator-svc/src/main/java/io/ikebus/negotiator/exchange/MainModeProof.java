package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.proposal.IsakmpProposal;
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
        Opened opened = Candidates.first(
                state.candidates(),
                candidate -> opened(turn, state, connection.get(), candidate, raw),
                Opened::mayBeTheirs);
        if (!(opened instanceof Opened.Whole(KeyMaterial theirs, PayloadChain chain, var peer, var proof))) {
            return dropped(turn, session, raw, "message-6-unreadable", ((Opened.Garbage) opened).detail());
        }
        return switch (proof) {
            case Verdict.Reached<String>(String ignored, String note) -> {
                turn.received(state, raw, "MM6", Messages.text(true, chain));
                turn.told(state, "peer-proof", note);
                Candidates.note(turn, state.association(), state.responderCookie(), theirs);
                yield verified(turn, session, state, theirs, connection.get(), peer, chain, raw);
            }
            case Verdict.Waiting<String>() -> session;
            case Verdict.Unavailable<String>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<String>(int ignored, String reason, String detail) ->
                dropped(turn, session, raw, reason, detail);
        };
    }

    /** What message 6 is under one candidate's keys. */
    private sealed interface Opened {
        boolean mayBeTheirs();

        record Garbage(String detail) implements Opened {
            @Override
            public boolean mayBeTheirs() {
                return false;
            }
        }

        record Whole(KeyMaterial material, PayloadChain chain, Payload.Identification peer, Verdict<String> proof)
                implements Opened {
            @Override
            public boolean mayBeTheirs() {
                return !(proof instanceof Verdict.Refused);
            }
        }
    }

    private static Opened opened(
            Turn turn, Phase1.SentIdentity state, Connection connection, KeyMaterial material, Octets raw) {
        IsakmpProposal proposal = state.agreement().proposal();
        Authentication method = proposal.authentication();
        return switch (Read.encrypted(
                raw,
                new Protection(proposal, material.keys()),
                material.iv(),
                PayloadRules.identity(method, Role.RESPONDER))) {
            case Read.Bad(Fault fault) -> new Opened.Garbage(fault.detail());
            case Read.Good(PayloadChain chain) -> {
                Payload.Identification peer = state.peerId() == null
                        ? chain.only(Payload.Identification.class).orElseThrow()
                        : Handshakes.identification(state.peerId());
                Phase1Facts facts = Contributions.facts(
                        turn,
                        state.association(),
                        connection,
                        proposal,
                        state.responderCookie(),
                        state.ni(),
                        state.nr(),
                        Identity.toText(peer));
                yield new Opened.Whole(
                        material,
                        chain,
                        peer,
                        method.verify(
                                facts,
                                chain,
                                peer,
                                Phase1Keys.hashR(turn, state.agreement(), state.responderCookie(), material, peer),
                                turn));
            }
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
