package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.PreSharedKey;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.keys.Hashes;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Pending;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second half of Main Mode as responder: message 5 proves who the peer is, message 6 who we are. To read message 5
 * takes SKEYID, so the vault is asked when it comes and not before.
 */
final class ResponderIdentity {
    private ResponderIdentity() {}

    static Session receiveIdentity(
            Turn turn, Session session, Phase1.AnsweredKeyExchange state, DatagramHeaders headers, Octets raw) {
        KeyMaterial material = state.material();
        if (material == null) {
            return askForSkeyid(turn, session, state, headers, raw);
        }
        Protection protection = new Protection(state.agreement().proposal(), material.keys());
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, material.iv(), PayloadRules.IDENTITY)) {
            case Read.Bad(Fault fault) -> {
                return unreadable(turn, session, state, fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Payload.Identification peer = chain.only(Payload.Identification.class).orElseThrow();
        Octets expected = Hashes.hashI(
                state.agreement().proposal().hash(),
                material.skeyid(),
                material.gxi(),
                material.gxr(),
                turn.key().initiatorCookie(),
                state.responderCookie(),
                state.agreement().saiB(),
                peer.body());
        if (!chain.only(Payload.Hash.class).orElseThrow().body().equalsConstantTime(expected)) {
            return unreadable(
                    turn,
                    session,
                    state,
                    new Fault(NotifyType.AUTHENTICATION_FAILED, "wrong-hash", "HASH_I does not hold"),
                    raw);
        }
        turn.received(state, raw, "MM5", Messages.text(true, chain));
        Optional<Connection> connection = connectionOf(turn, state, peer);
        if (connection.isEmpty()) {
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
        return answerIdentity(turn, session, state, material, connection.get(), peer, chain, raw);
    }

    private static Session answerIdentity(
            Turn turn,
            Session session,
            Phase1.AnsweredKeyExchange state,
            KeyMaterial material,
            Connection connection,
            Payload.Identification peer,
            PayloadChain received,
            Octets raw) {
        IsakmpProposal proposal = state.agreement().proposal();
        Protection protection = new Protection(proposal, material.keys());
        Payload.Identification own = Identity.toPayload(connection.local().identity());
        Octets hash = Hashes.hashR(
                proposal.hash(),
                material.skeyid(),
                material.gxi(),
                material.gxr(),
                turn.key().initiatorCookie(),
                state.responderCookie(),
                state.agreement().saiB(),
                own.body());
        PayloadChain chain = PayloadChain.of(own, new Payload.Hash(hash));
        Octets answer = protection.seal(
                protection.lastBlock(raw),
                turn.key().initiatorCookie(),
                state.responderCookie(),
                ExchangeType.MAIN_MODE,
                0,
                chain);
        Association association = state.association().withConnection(connection.name());
        turn.send(association, answer, "MM6", Messages.text(true, chain));
        return Handshakes.establish(
                turn,
                session,
                new IsakmpSa(
                        association,
                        state.responderCookie(),
                        proposal,
                        material.keys(),
                        protection.lastBlock(answer),
                        Identity.toText(own),
                        Identity.toText(peer),
                        turn.now(),
                        turn.now()
                                .plusSeconds(Handshakes.lifetimeSeconds(
                                        state.agreement().lifetimeSeconds(),
                                        connection.ike().lifetimeSeconds())),
                        state.answered().then(Messages.digest(raw), answer),
                        List.of()),
                received);
    }

    static Session resume(
            Turn turn, Session session, Phase1.AnsweredKeyExchange state, Secret skeyid, Pending pending) {
        Optional<KeyMaterial> material = Handshakes.derive(
                Role.RESPONDER,
                turn.key(),
                state.responderCookie(),
                state.agreement(),
                state.own(),
                state.gxi(),
                skeyid);
        if (material.isEmpty()) {
            return MainModeResponder.refuse(
                    turn,
                    session,
                    state.association(),
                    new Fault(
                            NotifyType.INVALID_KEY_INFORMATION,
                            "invalid-key-exchange",
                            "the peer's public value is no element of the group"),
                    pending.message());
        }
        Phase1.AnsweredKeyExchange next = state.with(material.get());
        return receiveIdentity(turn, session.with(next), next, pending.headers(), pending.message());
    }

    private static Session askForSkeyid(
            Turn turn, Session session, Phase1.AnsweredKeyExchange state, DatagramHeaders headers, Octets raw) {
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            turn.drop(state, raw, "no-connection", "the connection has been deleted meanwhile");
            return session;
        }
        turn.output(new Output.AskVault(PreSharedKey.question(
                turn.key().gateway(),
                state.association(),
                connection.get(),
                state.agreement(),
                state.ni(),
                state.nr())));
        return session.with(new Pending(headers, raw));
    }

    private static Session unreadable(
            Turn turn, Session session, Phase1.AnsweredKeyExchange state, Fault fault, Octets raw) {
        turn.drop(
                state,
                raw,
                "message-5-unreadable",
                "message 5 cannot be read or does not prove its sender (" + fault.reason() + ", " + fault.detail()
                        + "): with pre-shared keys this nearly always means that both ends have different ones");
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
                        "message-5-unreadable",
                        "remote",
                        state.association().remote().toString()));
        return session.with(state.afterComplaint(turn.now().plus(Handshakes.HALF_OPEN_FOR)));
    }

    private static Optional<Connection> connectionOf(
            Turn turn, Phase1.AnsweredKeyExchange state, Payload.Identification peer) {
        return turn
                .environment()
                .connections()
                .between(
                        turn.key().gateway(),
                        state.association().local().address(),
                        state.association().remote().address())
                .stream()
                .filter(connection -> Handshakes.isPeer(connection, peer))
                .filter(connection -> Handshakes.proposals(connection)
                        .contains(state.agreement().proposal()))
                .findFirst();
    }
}
