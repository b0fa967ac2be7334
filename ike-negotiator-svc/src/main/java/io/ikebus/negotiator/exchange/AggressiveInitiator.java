package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Carrier;
import io.ikebus.negotiator.auth.Contribution;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.proposal.IsakmpProposals;
import io.ikebus.negotiator.proposal.Selection;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.vendor.VendorIds;
import io.ikebus.protocol.bus.DatagramHeaders;
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
import java.util.Objects;
import java.util.Optional;

/**
 * Aggressive Mode as initiator. Message 2 that proves nothing is dropped, and the right one may still come; who has
 * proved to be the peer is answered with message 3, encrypted, which is kept for a peer that has not got it.
 */
final class AggressiveInitiator {
    private AggressiveInitiator() {}

    static Session start(Turn turn, Session session, Connection connection, Association association) {
        IsakmpProposal first = Handshakes.proposals(connection, Role.INITIATOR).getFirst();
        Phase1Facts facts = Contributions.facts(
                turn, association, connection, first, Cookie.NONE, Octets.EMPTY, Octets.EMPTY, null);
        return switch (first.authentication().carrier(facts, turn, turn.environment()::random)) {
            case Verdict.Reached<Carrier>(Carrier carrier, String note) ->
                sendFirst(turn, session, connection, association, carrier, note);
            case Verdict.Waiting<Carrier>() -> session;
            case Verdict.Unavailable<Carrier>(String reason) ->
                Handshakes.fail(turn, session, association, "vault-unreachable", reason);
            case Verdict.Refused<Carrier>(int ignored, String reason, String detail) ->
                Handshakes.fail(turn, session, association, reason, detail);
        };
    }

    private static Session sendFirst(
            Turn turn, Session session, Connection connection, Association association, Carrier carrier, String note) {
        List<IsakmpProposal> all = Handshakes.proposals(connection, Role.INITIATOR);
        Authentication method = all.getFirst().authentication();
        // What hides a contribution is made with the algorithms of the one proposal that can be.
        List<IsakmpProposal> proposals = method.hidesIdentity() ? List.of(all.getFirst()) : all;
        SecurityAssociation offer =
                IsakmpProposals.offer(proposals, connection.ike().lifetimeSeconds());
        DiffieHellman.KeyPair own = turn.environment().keyPair(all.getFirst().group());
        Octets ni = turn.environment().random(method.nonceOctets());
        List<Payload> others = new ArrayList<>(method.requests());
        others.addAll(VendorIds.announced(Handshakes.detectsNat(connection)));
        List<Payload> payloads = new ArrayList<>(List.of(offer));
        payloads.addAll(carrier.payloads(
                new Contribution(
                        own.publicValue(),
                        ni,
                        Identity.toPayload(connection.local().identity())),
                others));
        IsakmpMessage message = IsakmpMessage.of(
                turn.key().initiatorCookie(),
                Cookie.NONE,
                ExchangeType.AGGRESSIVE_MODE,
                0,
                payloads.toArray(Payload[]::new));
        Octets encoded = message.encode();
        Handshakes.warnOfAggressiveMode(turn, connection, association);
        turn.send(association, encoded, "AM1", Messages.text(false, message.chain()));
        Aggressive.Sent sent = new Aggressive.Sent(
                association, offer.body(), own, ni, null, Retransmission.first(encoded, turn.now()), null);
        turn.told(sent, "credential", note);
        return session.with(sent);
    }

    static Session receiveSecond(
            Turn turn, Session session, Aggressive.Sent state, Cookie responder, DatagramHeaders headers, Octets raw) {
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            return Repetition.dropped(turn, session, raw, "no-connection", "the connection has been deleted meanwhile");
        }
        List<IsakmpProposal> allowed = Handshakes.proposals(connection.get(), Role.INITIATOR);
        PayloadChain chain;
        switch (Read.clear(raw, PayloadRules.aggressiveSecond(allowed.getFirst().authentication()))) {
            case Read.Bad(Fault fault) -> {
                return Repetition.dropped(turn, session, raw, fault.reason(), fault.detail());
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        return switch (IsakmpProposals.accept(
                chain.only(SecurityAssociation.class).orElseThrow(), Handshakes.proposal(state.saiB()), allowed)) {
            case Selection.NothingChosen<IsakmpProposal> none ->
                Repetition.dropped(turn, session, raw, none.reason(), none.detail());
            case Selection.Chosen<IsakmpProposal> chosen -> {
                Agreement agreement = new Agreement(
                        chosen.proposal(),
                        chosen.lifetimeSeconds(),
                        state.saiB(),
                        VendorIds.read(chain, Handshakes.detectsNat(connection.get())));
                yield open(turn, session, state, connection.get(), agreement, responder, chain, headers, raw);
            }
        };
    }

    private static Session open(
            Turn turn,
            Session session,
            Aggressive.Sent state,
            Connection connection,
            Agreement agreement,
            Cookie responder,
            PayloadChain chain,
            DatagramHeaders headers,
            Octets raw) {
        Phase1Facts facts = Contributions.facts(
                turn, state.association(), connection, agreement.proposal(), responder, state.ni(), Octets.EMPTY, null);
        return switch (agreement.proposal().authentication().contribution(facts, chain, turn)) {
            case Verdict.Reached<Contribution>(Contribution peers, String note) -> {
                turn.told(state, "credential", note);
                yield agreed(
                        turn, session, state, new Second(connection, agreement, responder, chain, peers, headers, raw));
            }
            case Verdict.Waiting<Contribution>() -> session;
            case Verdict.Unavailable<Contribution>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<Contribution>(int ignored, String reason, String detail) ->
                Repetition.dropped(turn, session, raw, reason, detail);
        };
    }

    /** Message 2, and what has been read out of it. */
    private record Second(
            Connection connection,
            Agreement agreement,
            Cookie responder,
            PayloadChain chain,
            Contribution peers,
            DatagramHeaders headers,
            Octets raw) {
        Payload.Identification peer() {
            return Objects.requireNonNull(peers.identity(), "Aggressive Mode tells identities at once");
        }
    }

    private static Session agreed(Turn turn, Session session, Aggressive.Sent state, Second second) {
        Optional<Fault> fault = Contributions.check(second.agreement(), second.peers());
        if (fault.isPresent()) {
            return dropped(
                    turn, session, second, fault.get().reason(), fault.get().detail());
        }
        if (!Handshakes.isPeer(second.connection(), second.peer())) {
            return second.agreement().proposal().authentication().hidesIdentity()
                    ? dropped(turn, session, second, Fault.UNKNOWN_PEER.reason(), Fault.UNKNOWN_PEER.detail())
                    : dropped(
                            turn,
                            session,
                            second,
                            "identity-mismatch",
                            "the peer says it is " + Identity.toText(second.peer()) + ", the connection expects "
                                    + second.connection().peer().identity());
        }
        Phase1Facts facts = Contributions.facts(
                turn,
                state.association(),
                second.connection(),
                second.agreement().proposal(),
                second.responder(),
                state.ni(),
                second.peers().nonce(),
                Identity.toText(second.peer()));
        KeyMaterial material = state.material();
        if (material != null && material.gxr().equals(second.peers().publicValue())) {
            return verify(turn, session, state, material, facts, second);
        }
        return switch (Phase1Keys.derive(
                turn, facts, second.responder(), state.own(), second.peers().publicValue())) {
            case Verdict.Reached<KeyMaterial>(KeyMaterial derived, String note) -> {
                turn.told(state, "credential", note);
                Aggressive.Sent next = state.with(derived);
                yield verify(turn, session.with(next), next, derived, facts, second);
            }
            case Verdict.Waiting<KeyMaterial>() -> session;
            case Verdict.Unavailable<KeyMaterial>(String reason) ->
                Handshakes.unavailable(turn, session, second.raw(), reason);
            case Verdict.Refused<KeyMaterial>(int ignored, String reason, String detail) ->
                dropped(turn, session, second, reason, detail);
        };
    }

    private static Session verify(
            Turn turn, Session session, Aggressive.Sent state, KeyMaterial material, Phase1Facts facts, Second second) {
        Checked checked = Candidates.first(
                material.candidates(),
                candidate -> new Checked(
                        candidate,
                        facts.proposal()
                                .authentication()
                                .verify(
                                        facts,
                                        second.chain(),
                                        second.peer(),
                                        Phase1Keys.hashR(
                                                turn, second.agreement(), second.responder(), candidate, second.peer()),
                                        turn)),
                one -> !(one.proof() instanceof Verdict.Refused));
        return switch (checked.proof()) {
            case Verdict.Reached<String>(String ignored, String note) ->
                prove(turn, session, state, checked.material(), facts, second, note);
            case Verdict.Waiting<String>() -> session;
            case Verdict.Unavailable<String>(String reason) ->
                Handshakes.unavailable(turn, session, second.raw(), reason);
            case Verdict.Refused<String>(int ignored, String reason, String detail) ->
                // Keys that came of a stranger's message are not kept for the next one.
                dropped(turn, session.with(state.with((KeyMaterial) null)), second, reason, detail);
        };
    }

    /** What the peer's proof is with one candidate's keys. */
    private record Checked(KeyMaterial material, Verdict<String> proof) {}

    private static Session prove(
            Turn turn,
            Session session,
            Aggressive.Sent state,
            KeyMaterial material,
            Phase1Facts facts,
            Second second,
            String peersProof) {
        Payload.Identification own =
                Identity.toPayload(facts.connection().local().identity());
        return switch (facts.proposal()
                .authentication()
                .prove(facts, Phase1Keys.hashI(turn, second.agreement(), second.responder(), material, own), turn)) {
            case Verdict.Reached<List<Payload>>(List<Payload> proof, String note) -> {
                turn.received(state, second.raw(), "AM2", Messages.text(false, second.chain()));
                turn.told(state, "peer-proof", peersProof);
                turn.told(state, "credential", note);
                Candidates.note(turn, state.association(), second.responder(), material);
                yield sendThird(turn, session, state, material, own, proof, second);
            }
            case Verdict.Waiting<List<Payload>>() -> session;
            case Verdict.Unavailable<List<Payload>>(String reason) ->
                Handshakes.unavailable(turn, session, second.raw(), reason);
            case Verdict.Refused<List<Payload>>(int ignored, String reason, String detail) ->
                Handshakes.fail(turn, session, state.association(), reason, detail);
        };
    }

    private static Session sendThird(
            Turn turn,
            Session session,
            Aggressive.Sent state,
            KeyMaterial material,
            Payload.Identification own,
            List<Payload> proof,
            Second second) {
        var detection = Handshakes.natDetection(turn, second.agreement(), second.responder());
        Association found = state.association()
                .with(second.agreement().features())
                .behind(Handshakes.nat(detection, second.chain(), second.headers(), Optional.of(second.connection())));
        // RFC 3947 4: the initiator goes over to the other port with this message, if there is a NAT. Field experience:
        // what is hashed is the way of this very message.
        Association association = found.nat().isPresent() ? found.floated() : found;
        List<Payload> payloads = new ArrayList<>(proof);
        payloads.addAll(Handshakes.natDiscovery(turn, detection, association, Optional.of(second.connection())));
        PayloadChain chain = PayloadChain.of(payloads);
        Protection protection = new Protection(second.agreement().proposal(), material.keys());
        Octets message = protection.seal(
                material.iv(),
                turn.key().initiatorCookie(),
                second.responder(),
                ExchangeType.AGGRESSIVE_MODE,
                0,
                chain);
        turn.send(association, message, "AM3", Messages.text(true, chain));
        IsakmpSa sa = Handshakes.isakmpSa(
                turn,
                association,
                second.responder(),
                second.agreement(),
                material.keys(),
                protection.lastBlock(message),
                own,
                second.peer(),
                second.connection(),
                Answered.NOTHING.then(Messages.digest(second.raw()), message));
        return Handshakes.establish(turn, session, sa, second.chain());
    }

    private static Session dropped(Turn turn, Session session, Second second, String reason, String text) {
        return Repetition.dropped(turn, session, second.raw(), reason, text);
    }
}
