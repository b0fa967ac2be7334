package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Contribution;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Message 4 of Main Mode as initiator: with its keys message 5 is made, which proves who we are. */
final class InitiatorIdentity {
    /** What a stranger may have caused. */
    private static final Set<String> PEERS_FAULT = Set.of("invalid-key-exchange", Verdict.UNKNOWN_PEER);

    private InitiatorIdentity() {}

    /** Message 4 has come; with its keys message 5 can be made. */
    static Session receiveKeyExchange(
            Turn turn, Session session, Phase1.SentKeyExchange state, DatagramHeaders headers, Octets raw) {
        Authentication method = state.agreement().proposal().authentication();
        PayloadChain chain;
        switch (Read.clear(raw, PayloadRules.keyExchange(method))) {
            case Read.Bad(Fault fault) -> {
                return dropped(turn, session, raw, fault.reason(), fault.detail());
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            return dropped(turn, session, raw, "no-connection", "the connection has been deleted meanwhile");
        }
        return switch (method.contribution(facts(turn, state, connection.get(), Octets.EMPTY, null), chain, turn)) {
            case Verdict.Reached<Contribution>(Contribution peers, String note) -> {
                turn.told(state, "credential", note);
                yield contributed(turn, session, state, connection.get(), peers, chain, headers, raw);
            }
            case Verdict.Waiting<Contribution>() -> session;
            case Verdict.Unavailable<Contribution>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<Contribution>(int ignored, String reason, String detail) ->
                refused(turn, session, state, raw, reason, detail);
        };
    }

    private static Phase1Facts facts(
            Turn turn,
            Phase1.SentKeyExchange state,
            Connection connection,
            Octets nr,
            Payload.@Nullable Identification peer) {
        return Contributions.facts(
                turn,
                state.association(),
                connection,
                state.agreement().proposal(),
                state.responderCookie(),
                state.ni(),
                nr,
                peer == null ? null : Identity.toText(peer));
    }

    private static Session contributed(
            Turn turn,
            Session session,
            Phase1.SentKeyExchange state,
            Connection connection,
            Contribution peers,
            PayloadChain chain,
            DatagramHeaders headers,
            Octets raw) {
        Optional<Fault> fault = Contributions.check(state.agreement(), peers);
        if (fault.isPresent()) {
            return dropped(turn, session, raw, fault.get().reason(), fault.get().detail());
        }
        Payload.Identification peer = peers.identity();
        if (peer != null && !Handshakes.isPeer(connection, peer)) {
            return dropped(turn, session, raw, Fault.UNKNOWN_PEER.reason(), Fault.UNKNOWN_PEER.detail());
        }
        Phase1Facts facts = facts(turn, state, connection, peers.nonce(), peer);
        KeyMaterial material = state.material();
        if (material != null && material.gxr().equals(peers.publicValue())) {
            return prove(turn, session, state, material, facts, peer, chain, headers, raw);
        }
        return switch (Phase1Keys.derive(turn, facts, state.responderCookie(), state.own(), peers.publicValue())) {
            case Verdict.Reached<KeyMaterial>(KeyMaterial derived, String note) -> {
                turn.told(state, "credential", note);
                Phase1.SentKeyExchange next = state.with(derived);
                yield prove(turn, session.with(next), next, derived, facts, peer, chain, headers, raw);
            }
            case Verdict.Waiting<KeyMaterial>() -> session;
            case Verdict.Unavailable<KeyMaterial>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<KeyMaterial>(int ignored, String reason, String detail) ->
                refused(turn, session, state, raw, reason, detail);
        };
    }

    /** What the vault refuses us, no later message changes; what a stranger may have sent ends nothing. */
    private static Session refused(
            Turn turn, Session session, Phase1.SentKeyExchange state, Octets raw, String reason, String detail) {
        turn.drop(state, raw, reason, detail);
        return PEERS_FAULT.contains(reason)
                ? session
                : Handshakes.fail(turn, session, state.association(), reason, detail);
    }

    private static Session prove(
            Turn turn,
            Session session,
            Phase1.SentKeyExchange state,
            KeyMaterial material,
            Phase1Facts facts,
            Payload.@Nullable Identification peer,
            PayloadChain received,
            DatagramHeaders headers,
            Octets raw) {
        Payload.Identification own =
                Identity.toPayload(facts.connection().local().identity());
        return switch (facts.proposal()
                .authentication()
                .prove(
                        facts,
                        Phase1Keys.hashI(turn, state.agreement(), state.responderCookie(), material, own),
                        turn)) {
            case Verdict.Reached<List<Payload>>(List<Payload> proof, String note) -> {
                turn.received(state, raw, "MM4", Messages.text(false, received));
                turn.told(state, "credential", note);
                yield sendIdentity(turn, session, state, material, facts, own, proof, peer, received, headers, raw);
            }
            case Verdict.Waiting<List<Payload>>() -> session;
            case Verdict.Unavailable<List<Payload>>(String reason) ->
                Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<List<Payload>>(int ignored, String reason, String detail) ->
                refused(turn, session, state, raw, reason, detail);
        };
    }

    private static Session sendIdentity(
            Turn turn,
            Session session,
            Phase1.SentKeyExchange state,
            KeyMaterial material,
            Phase1Facts facts,
            Payload.Identification own,
            List<Payload> proof,
            Payload.@Nullable Identification peer,
            PayloadChain received,
            DatagramHeaders headers,
            Octets raw) {
        Association found = state.association()
                .behind(Handshakes.nat(
                        Handshakes.natDetection(turn, state.agreement(), state.responderCookie()),
                        received,
                        headers,
                        Optional.of(facts.connection())));
        // RFC 3947 4: the initiator goes over to the other port with this message, if there is a NAT.
        Association association = found.nat().isPresent() ? found.floated() : found;
        PayloadChain chain =
                PayloadChain.of(Contributions.proof(facts.proposal().authentication(), own, proof));
        Octets message = message(turn, state, material, chain);
        turn.send(association, message, "MM5", Messages.text(true, chain));
        return session.with(new Phase1.SentIdentity(
                association,
                state.responderCookie(),
                state.agreement(),
                answerable(state, material, message),
                facts.ni(),
                facts.nr(),
                state.answered().then(Messages.digest(raw), Octets.EMPTY),
                Retransmission.first(message, turn.now()),
                null,
                peer == null ? null : peer.body(),
                others(turn, state, material, facts, own),
                false));
    }

    /** Message 5 with each former version of our key. */
    private static List<Phase1.SentIdentity.Other> others(
            Turn turn,
            Phase1.SentKeyExchange state,
            KeyMaterial material,
            Phase1Facts facts,
            Payload.Identification own) {
        Authentication method = facts.proposal().authentication();
        List<Phase1.SentIdentity.Other> others = new ArrayList<>();
        for (KeyMaterial former : material.former()) {
            var hash = Phase1Keys.hashI(turn, state.agreement(), state.responderCookie(), former, own);
            if (method.prove(facts, hash, turn) instanceof Verdict.Reached<List<Payload>>(List<Payload> proof, var _)) {
                Octets message = message(turn, state, former, PayloadChain.of(Contributions.proof(method, own, proof)));
                others.add(new Phase1.SentIdentity.Other(answerable(state, former, message), message));
            }
        }
        return others;
    }

    private static Octets message(Turn turn, Phase1.SentKeyExchange state, KeyMaterial material, PayloadChain chain) {
        return new Protection(state.agreement().proposal(), material.keys())
                .seal(
                        material.iv(),
                        turn.key().initiatorCookie(),
                        state.responderCookie(),
                        ExchangeType.MAIN_MODE,
                        0,
                        chain);
    }

    /** The same, with the IV for the answer to this message. */
    private static KeyMaterial answerable(Phase1.SentKeyExchange state, KeyMaterial material, Octets message) {
        return material.alone()
                .withIv(new Protection(state.agreement().proposal(), material.keys()).lastBlock(message));
    }

    private static Session dropped(Turn turn, Session session, Octets raw, String reason, String text) {
        turn.drop(session.phase1(), raw, reason, text);
        return session;
    }
}
