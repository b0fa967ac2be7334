package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.keys.Hashes;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Pending;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import java.util.Optional;

/**
 * The second half of Main Mode as initiator: with the vault's SKEYID message 4 becomes keys, message 5 proves who we are,
 * message 6 who the peer is.
 */
final class InitiatorIdentity {
    private InitiatorIdentity() {}

    static Session resume(Turn turn, Session session, Phase1.SentKeyExchange state, Secret skeyid, Pending pending) {
        Octets raw = pending.message();
        if (!(MainModeInitiator.readKeyExchange(state, raw) instanceof Read.Good(PayloadChain received))) {
            throw new IllegalStateException("message 4 was read before the vault was asked");
        }
        Optional<KeyMaterial> derived = Handshakes.derive(
                Role.INITIATOR,
                turn.key(),
                state.responderCookie(),
                state.agreement(),
                state.own(),
                Handshakes.keyExchange(received),
                skeyid);
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (derived.isEmpty() || connection.isEmpty()) {
            turn.drop(
                    state,
                    raw,
                    derived.isEmpty() ? "invalid-key-exchange" : "no-connection",
                    "message 4 leads nowhere");
            return session;
        }
        turn.received(state, raw, "MM4", Messages.text(false, received));
        return sendIdentity(turn, session, state, derived.get(), connection.get(), raw);
    }

    private static Session sendIdentity(
            Turn turn,
            Session session,
            Phase1.SentKeyExchange state,
            KeyMaterial material,
            Connection connection,
            Octets raw) {
        IsakmpProposal proposal = state.agreement().proposal();
        Payload.Identification own = Identity.toPayload(connection.local().identity());
        Octets hash = Hashes.hashI(
                proposal.hash(),
                material.skeyid(),
                material.gxi(),
                material.gxr(),
                turn.key().initiatorCookie(),
                state.responderCookie(),
                state.agreement().saiB(),
                own.body());
        PayloadChain chain = PayloadChain.of(own, new Payload.Hash(hash));
        Protection protection = new Protection(proposal, material.keys());
        Octets message = protection.seal(
                material.iv(), turn.key().initiatorCookie(), state.responderCookie(), ExchangeType.MAIN_MODE, 0, chain);
        turn.send(state.association(), message, "MM5", Messages.text(true, chain));
        return session.with(new Phase1.SentIdentity(
                state.association(),
                state.responderCookie(),
                state.agreement(),
                material.withIv(protection.lastBlock(message)),
                state.answered().then(Messages.digest(raw), Octets.EMPTY),
                Retransmission.first(message, turn.now()),
                null));
    }

    static Session receiveIdentity(Turn turn, Session session, Phase1.SentIdentity state, Octets raw) {
        KeyMaterial material = state.material();
        IsakmpProposal proposal = state.agreement().proposal();
        Protection protection = new Protection(proposal, material.keys());
        PayloadChain chain;
        switch (Read.encrypted(raw, protection, material.iv(), PayloadRules.IDENTITY)) {
            case Read.Bad(Fault fault) -> {
                turn.drop(state, raw, "message-6-unreadable", fault.detail());
                return session;
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Payload.Identification peer = chain.only(Payload.Identification.class).orElseThrow();
        Octets expected = Hashes.hashR(
                proposal.hash(),
                material.skeyid(),
                material.gxi(),
                material.gxr(),
                turn.key().initiatorCookie(),
                state.responderCookie(),
                state.agreement().saiB(),
                peer.body());
        if (!chain.only(Payload.Hash.class).orElseThrow().body().equalsConstantTime(expected)) {
            turn.drop(state, raw, "wrong-hash", "HASH_R does not hold");
            return session;
        }
        turn.received(state, raw, "MM6", Messages.text(true, chain));
        Association association = state.association();
        Optional<Connection> connection = turn.environment().connections().named(association.connection());
        if (connection.isEmpty()) {
            return Handshakes.fail(
                    turn, session, association, "no-connection", "the connection has been deleted meanwhile");
        }
        if (!Handshakes.isPeer(connection.get(), peer)) {
            return Handshakes.fail(
                    turn,
                    session,
                    association,
                    "identity-mismatch",
                    "the peer is " + Identity.toText(peer) + ", the connection expects "
                            + connection.get().peer().identity());
        }
        IsakmpSa sa = new IsakmpSa(
                association,
                state.responderCookie(),
                proposal,
                material.keys(),
                protection.lastBlock(raw),
                Identity.toText(Identity.toPayload(connection.get().local().identity())),
                Identity.toText(peer),
                turn.now(),
                turn.now()
                        .plusSeconds(Handshakes.lifetimeSeconds(
                                state.agreement().lifetimeSeconds(),
                                connection.get().ike().lifetimeSeconds())),
                state.answered().then(Messages.digest(raw), Octets.EMPTY),
                List.of());
        Session next = Handshakes.establish(turn, session, sa, chain);
        for (Connection.Child child : connection.get().children()) {
            next = QuickModeInitiator.start(turn, next, sa(next), child, null);
        }
        return next;
    }

    private static IsakmpSa sa(Session session) {
        if (session.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
            return sa;
        }
        throw new IllegalStateException("phase 1 has just been established");
    }
}
