package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Facts;
import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.nat.NatDetection;
import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.proposal.IsakmpProposals;
import io.ikebus.negotiator.proposal.Selection;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.KeyMaterial;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.vendor.VendorIds;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Aggressive Mode as responder. Message 1 comes from a stranger: message 2 is sent once for each copy of it and never by
 * itself, so that nobody is made to shell somebody else (CVE-2016-5361).
 */
final class AggressiveResponder {
    private AggressiveResponder() {}

    static Session receiveFirst(Turn turn, Session session, DatagramHeaders headers, Octets raw) {
        Association stranger = new Association(
                Role.RESPONDER,
                "",
                headers.local(),
                headers.remote(),
                headers.marked(),
                NatSituation.NONE,
                turn.now(),
                headers.traceParent());
        PayloadChain chain;
        switch (Read.clear(raw, PayloadRules.AGGRESSIVE_FIRST)) {
            case Read.Bad(Fault fault) -> {
                return MainModeResponder.refuse(turn, session, stranger, fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Payload.Identification peer = chain.only(Payload.Identification.class).orElseThrow();
        List<Connection> candidates = turn
                .environment()
                .connections()
                .between(
                        turn.key().gateway(),
                        headers.local().address(),
                        headers.remote().address())
                .stream()
                .filter(connection -> connection.ike().exchange() == Connection.Exchange.AGGRESSIVE)
                .filter(connection -> Handshakes.isPeer(connection, peer))
                .toList();
        if (candidates.isEmpty()) {
            return MainModeResponder.refuse(
                    turn,
                    session,
                    stranger,
                    new Fault(
                            NotifyType.NO_PROPOSAL_CHOSEN,
                            "no-connection",
                            "no connection with Aggressive Mode lets " + Identity.toText(peer) + " at "
                                    + headers.remote().address() + " talk to "
                                    + headers.local().address()),
                    raw);
        }
        SecurityAssociation offered = chain.only(SecurityAssociation.class).orElseThrow();
        List<String> details = new ArrayList<>();
        Fault last = null;
        for (Connection candidate : candidates) {
            switch (IsakmpProposals.choose(offered, Handshakes.proposals(candidate))) {
                case Selection.Chosen<IsakmpProposal> chosen -> {
                    return prepare(turn, session, stranger, candidate, chain, chosen, raw);
                }
                case Selection.NothingChosen<IsakmpProposal> none -> {
                    details.add(candidate.name() + ": " + none.detail());
                    last = new Fault(none.notifyType(), none.reason(), String.join("; ", details));
                }
            }
        }
        return last == null ? session : MainModeResponder.refuse(turn, session, stranger, last, raw);
    }

    private static Session prepare(
            Turn turn,
            Session session,
            Association stranger,
            Connection connection,
            PayloadChain received,
            Selection.Chosen<IsakmpProposal> chosen,
            Octets raw) {
        Agreement agreement = new Agreement(
                chosen.proposal(),
                chosen.lifetimeSeconds(),
                received.only(SecurityAssociation.class).orElseThrow().body(),
                VendorIds.read(received, Handshakes.detectsNat(connection)));
        Optional<Fault> fault = Handshakes.checkKeyExchange(agreement, received);
        if (fault.isPresent()) {
            return MainModeResponder.refuse(turn, session, stranger, fault.get(), raw);
        }
        DiffieHellman.KeyPair own =
                turn.environment().keyPair(agreement.proposal().group());
        Aggressive.Prepared prepared = new Aggressive.Prepared(
                stranger.withConnection(connection.name()),
                Handshakes.newCookie(turn),
                agreement,
                chosen.answer().body(),
                own,
                Handshakes.keyExchange(received),
                Handshakes.nonce(received),
                turn.environment().random(Handshakes.NONCE_OCTETS),
                received.only(Payload.Identification.class).orElseThrow().body(),
                Messages.digest(raw),
                null,
                turn.now().plus(Handshakes.HALF_OPEN_FOR));
        return answer(turn, session.with(prepared), prepared, raw);
    }

    /** Message 1 once more: the vault has answered, or could not be asked the last time. */
    static Session resume(Turn turn, Session session, Aggressive.Prepared state, Octets raw) {
        return state.first().equals(Messages.digest(raw))
                ? answer(turn, session, state, raw)
                : Repetition.dropped(turn, session, raw, "another-first-message", "message 1 was another");
    }

    private static Session answer(Turn turn, Session session, Aggressive.Prepared state, Octets raw) {
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            turn.drop(state, raw, "no-connection", "the connection has been deleted meanwhile");
            return Endings.forget(turn, session);
        }
        Facts facts = facts(
                turn, state.association(), connection.get(), state.agreement(), state.ni(), state.nr(), state.peerId());
        KeyMaterial material = state.material();
        if (material != null) {
            return prove(turn, session, state, material, facts, raw);
        }
        return switch (Phase1Keys.derive(turn, facts, state.responderCookie(), state.own(), state.gxi())) {
            case Verdict.Reached<KeyMaterial>(KeyMaterial derived, String note) -> {
                turn.told(state, "credential", note);
                Aggressive.Prepared next = state.with(derived);
                yield prove(turn, session.with(next), next, derived, facts, raw);
            }
            case Verdict.Waiting<KeyMaterial>() -> session;
            case Verdict.Unavailable<KeyMaterial>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<KeyMaterial>(int notifyType, String reason, String detail) ->
                refuse(turn, session, state, new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Facts facts(
            Turn turn,
            Association association,
            Connection connection,
            Agreement agreement,
            Octets ni,
            Octets nr,
            Octets peerId) {
        return new Facts(
                turn.key().gateway(),
                association,
                connection,
                agreement.proposal(),
                ni,
                nr,
                Identity.toText(Handshakes.identification(peerId)));
    }

    /** The stranger hears it, and is forgotten. */
    private static Session refuse(Turn turn, Session session, Aggressive.Prepared state, Fault fault, Octets raw) {
        MainModeResponder.refuse(turn, session, state.association(), fault, raw);
        return Endings.forget(turn, session);
    }

    private static Session prove(
            Turn turn, Session session, Aggressive.Prepared state, KeyMaterial material, Facts facts, Octets raw) {
        Payload.Identification own =
                Identity.toPayload(facts.connection().local().identity());
        return switch (Authentication.of(facts.proposal())
                .prove(
                        facts,
                        Phase1Keys.hashR(turn, state.agreement(), state.responderCookie(), material, own),
                        turn)) {
            case Verdict.Reached<List<Payload>>(List<Payload> proof, String note) -> {
                turn.told(state, "credential", note);
                yield send(turn, session, state, material, facts, own, proof, raw);
            }
            case Verdict.Waiting<List<Payload>>() -> session;
            case Verdict.Unavailable<List<Payload>>(String reason) ->
                Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<List<Payload>>(int notifyType, String reason, String detail) ->
                refuse(turn, session, state, new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Session send(
            Turn turn,
            Session session,
            Aggressive.Prepared state,
            KeyMaterial material,
            Facts facts,
            Payload.Identification own,
            List<Payload> proof,
            Octets raw) {
        Connection connection = facts.connection();
        NatDetection detection = Handshakes.natDetection(turn, state.agreement(), state.responderCookie());
        List<Payload> payloads = new ArrayList<>(List.of(
                Handshakes.proposal(state.answerSa()),
                new Payload.KeyExchange(state.own().publicValue()),
                new Payload.Nonce(state.nr()),
                own));
        payloads.addAll(proof);
        payloads.addAll(Authentication.of(facts.proposal()).requests());
        if (Read.clear(raw, PayloadRules.AGGRESSIVE_FIRST) instanceof Read.Good(PayloadChain received)) {
            payloads.addAll(VendorIds.answering(received, Handshakes.detectsNat(connection)));
        }
        payloads.addAll(Handshakes.natDiscovery(turn, detection, state.association(), Optional.of(connection)));
        IsakmpMessage answer = IsakmpMessage.of(
                turn.key().initiatorCookie(),
                state.responderCookie(),
                ExchangeType.AGGRESSIVE_MODE,
                0,
                payloads.toArray(Payload[]::new));
        Octets encoded = answer.encode();
        turn.received(state, raw, "AM1", "HDR, SA, KE, NONCE, ID");
        Handshakes.warnOfAggressiveMode(turn, connection, state.association());
        turn.send(state.association(), encoded, "AM2", Messages.text(false, answer.chain()));
        return session.with(new Aggressive.Replied(
                state.association(),
                state.responderCookie(),
                state.agreement(),
                material,
                state.ni(),
                state.nr(),
                own.body(),
                state.peerId(),
                false,
                Answered.NOTHING.then(state.first(), encoded),
                turn.now().plus(Handshakes.HALF_OPEN_FOR)));
    }

    static Session receiveThird(
            Turn turn,
            Session session,
            Aggressive.Replied state,
            DatagramHeaders headers,
            IsakmpHeader header,
            Octets raw) {
        Optional<Connection> connection =
                turn.environment().connections().named(state.association().connection());
        if (connection.isEmpty()) {
            turn.drop(state, raw, "no-connection", "the connection has been deleted meanwhile");
            return session;
        }
        KeyMaterial material = state.material();
        IsakmpProposal proposal = state.agreement().proposal();
        Authentication method = Authentication.of(proposal);
        Protection protection = new Protection(proposal, material.keys());
        PayloadRules rules = PayloadRules.aggressiveThird(method);
        // Field experience: some initiators encrypt message 3, some do not.
        Read read =
                header.isEncrypted() ? Read.encrypted(raw, protection, material.iv(), rules) : Read.clear(raw, rules);
        PayloadChain chain;
        switch (read) {
            case Read.Bad(Fault fault) -> {
                return unproved(turn, session, state, fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Payload.Identification peer = Handshakes.identification(state.peerId());
        Facts facts = facts(
                turn, state.association(), connection.get(), state.agreement(), state.ni(), state.nr(), state.peerId());
        return switch (method.verify(
                facts,
                chain,
                peer,
                Phase1Keys.hashI(turn, state.agreement(), state.responderCookie(), material, peer),
                turn)) {
            case Verdict.Reached<String>(String ignored, String note) -> {
                turn.received(state, raw, "AM3", Messages.text(header.isEncrypted(), chain));
                turn.told(state, "peer-proof", note);
                Octets lastBlock = header.isEncrypted() ? protection.lastBlock(raw) : material.iv();
                yield establish(turn, session, state, connection.get(), chain, headers, lastBlock, raw);
            }
            case Verdict.Waiting<String>() -> session;
            case Verdict.Unavailable<String>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<String>(int notifyType, String reason, String detail) ->
                unproved(turn, session, state, new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Session establish(
            Turn turn,
            Session session,
            Aggressive.Replied state,
            Connection connection,
            PayloadChain received,
            DatagramHeaders headers,
            Octets lastBlock,
            Octets raw) {
        NatDetection detection = Handshakes.natDetection(turn, state.agreement(), state.responderCookie());
        // The initiator has gone over to the other port with this message, if there is a NAT (RFC 3947 4).
        Association association = state.association()
                .over(headers)
                .behind(Handshakes.nat(detection, received, headers, Optional.of(connection)));
        return Handshakes.establish(
                turn,
                session,
                Handshakes.isakmpSa(
                        turn,
                        association,
                        state.responderCookie(),
                        state.agreement(),
                        state.material().keys(),
                        lastBlock,
                        Handshakes.identification(state.ownId()),
                        Handshakes.identification(state.peerId()),
                        connection,
                        state.answered().then(Messages.digest(raw), Octets.EMPTY)),
                received);
    }

    /**
     * A message of a later exchange has come in the place of message 3. Who knows our cookie has got message 2: if its
     * message 3 was lost, it sends that again when it gets message 2 again.
     */
    static Session receiveEarly(Turn turn, Session session, Aggressive.Replied state, Octets raw) {
        turn.drop(state, raw, "no-isakmp-sa", "message 3 of Aggressive Mode has not come yet");
        turn.repeat(state.association(), state.answered().answer(), "AM2", "message 3 has not come");
        return session;
    }

    private static Session unproved(Turn turn, Session session, Aggressive.Replied state, Fault fault, Octets raw) {
        turn.drop(
                state,
                raw,
                "message-3-unreadable",
                "message 3 cannot be read or does not prove its sender (" + fault.reason() + ", " + fault.detail()
                        + ")");
        if (state.complained()) {
            return session;
        }
        Notices.complain(turn, state.association(), state.responderCookie(), fault, raw);
        turn.announce(
                "ike.authentication-failed",
                state.association().connection(),
                state.responderCookie() + "/message-3-unreadable",
                Map.of(
                        "reason",
                        fault.reason(),
                        "remote",
                        state.association().remote().toString()));
        return session.with(state.afterComplaint());
    }
}
