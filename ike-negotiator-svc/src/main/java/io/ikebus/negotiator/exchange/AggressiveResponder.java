package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Authentication;
import io.ikebus.negotiator.auth.Carrier;
import io.ikebus.negotiator.auth.Contribution;
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
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpMessage;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        Payload.Identification told = chain.only(Payload.Identification.class).orElseThrow();
        List<Connection> candidates = turn
                .environment()
                .connections()
                .between(
                        turn.key().gateway(),
                        headers.local().address(),
                        headers.remote().address())
                .stream()
                .filter(connection -> connection.ike().exchange() == Connection.Exchange.AGGRESSIVE)
                .filter(connection -> hidesIdentity(connection) || Handshakes.isPeer(connection, told))
                .toList();
        if (candidates.isEmpty()) {
            return MainModeResponder.refuse(
                    turn,
                    session,
                    stranger,
                    new Fault(
                            NotifyType.NO_PROPOSAL_CHOSEN,
                            "no-connection",
                            "no connection with Aggressive Mode lets " + Identity.toText(told) + " at "
                                    + headers.remote().address() + " talk to "
                                    + headers.local().address()),
                    raw);
        }
        SecurityAssociation offered = chain.only(SecurityAssociation.class).orElseThrow();
        List<String> details = new ArrayList<>();
        Fault last = null;
        for (Connection candidate : candidates) {
            switch (IsakmpProposals.choose(offered, Handshakes.proposals(candidate, Role.RESPONDER))) {
                case Selection.Chosen<IsakmpProposal> chosen -> {
                    return open(turn, session, stranger, candidate, chain, chosen, raw);
                }
                case Selection.NothingChosen<IsakmpProposal> none -> {
                    details.add(candidate.name() + ": " + none.detail());
                    last = new Fault(none.notifyType(), none.reason(), String.join("; ", details));
                }
            }
        }
        return last == null ? session : MainModeResponder.refuse(turn, session, stranger, last, raw);
    }

    private static boolean hidesIdentity(Connection connection) {
        return Handshakes.proposals(connection, Role.RESPONDER)
                .getFirst()
                .authentication()
                .hidesIdentity();
    }

    private static Session open(
            Turn turn,
            Session session,
            Association stranger,
            Connection connection,
            PayloadChain received,
            Selection.Chosen<IsakmpProposal> chosen,
            Octets raw) {
        Phase1Facts facts = Contributions.facts(
                turn,
                stranger.withConnection(connection.name()),
                connection,
                chosen.proposal(),
                Cookie.NONE,
                Octets.EMPTY,
                Octets.EMPTY,
                null);
        return switch (chosen.proposal().authentication().contribution(facts, received, turn)) {
            case Verdict.Reached<Contribution>(Contribution peers, String note) -> {
                turn.told(session.phase1(), "credential", note);
                yield prepare(turn, session, stranger, connection, received, peers, chosen, raw);
            }
            case Verdict.Waiting<Contribution>() -> session;
            case Verdict.Unavailable<Contribution>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<Contribution>(int notifyType, String reason, String detail) ->
                MainModeResponder.refuse(turn, session, stranger, new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Session prepare(
            Turn turn,
            Session session,
            Association stranger,
            Connection guess,
            PayloadChain received,
            Contribution peers,
            Selection.Chosen<IsakmpProposal> chosen,
            Octets raw) {
        Agreement agreement = new Agreement(
                chosen.proposal(),
                chosen.lifetimeSeconds(),
                received.only(SecurityAssociation.class).orElseThrow().body(),
                VendorIds.read(received, Handshakes.detectsNat(guess)));
        Optional<Fault> fault = Contributions.check(agreement, peers);
        if (fault.isPresent()) {
            return MainModeResponder.refuse(turn, session, stranger, fault.get(), raw);
        }
        Payload.Identification peer =
                Objects.requireNonNull(peers.identity(), "Aggressive Mode tells identities at once");
        Authentication method = chosen.proposal().authentication();
        Connection connection = method.hidesIdentity()
                ? Contributions.connectionOf(turn, stranger, agreement, peer).orElse(null)
                : guess;
        if (connection == null) {
            return MainModeResponder.refuse(turn, session, stranger, Fault.UNKNOWN_PEER, raw);
        }
        DiffieHellman.KeyPair own =
                turn.environment().keyPair(agreement.proposal().group());
        Aggressive.Prepared prepared = new Aggressive.Prepared(
                stranger.withConnection(connection.name()).with(agreement.features()),
                Handshakes.newCookie(turn),
                agreement,
                chosen.answer().body(),
                own,
                peers.publicValue(),
                peers.nonce(),
                turn.environment().random(method.nonceOctets()),
                peer.body(),
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
        Phase1Facts facts = facts(
                turn,
                state.association(),
                connection.get(),
                state.agreement(),
                state.responderCookie(),
                state.ni(),
                state.nr(),
                state.peerId());
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

    static Phase1Facts facts(
            Turn turn,
            Association association,
            Connection connection,
            Agreement agreement,
            Cookie responder,
            Octets ni,
            Octets nr,
            Octets peerId) {
        return Contributions.facts(
                turn,
                association,
                connection,
                agreement.proposal(),
                responder,
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
            Turn turn,
            Session session,
            Aggressive.Prepared state,
            KeyMaterial material,
            Phase1Facts facts,
            Octets raw) {
        Payload.Identification own =
                Identity.toPayload(facts.connection().local().identity());
        return switch (facts.proposal()
                .authentication()
                .prove(
                        facts,
                        Phase1Keys.hashR(turn, state.agreement(), state.responderCookie(), material, own),
                        turn)) {
            case Verdict.Reached<List<Payload>>(List<Payload> proof, String note) -> {
                turn.told(state, "credential", note);
                yield carry(turn, session, state, material, facts, own, proof, raw);
            }
            case Verdict.Waiting<List<Payload>>() -> session;
            case Verdict.Unavailable<List<Payload>>(String reason) ->
                Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<List<Payload>>(int notifyType, String reason, String detail) ->
                refuse(turn, session, state, new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Session carry(
            Turn turn,
            Session session,
            Aggressive.Prepared state,
            KeyMaterial material,
            Phase1Facts facts,
            Payload.Identification own,
            List<Payload> proof,
            Octets raw) {
        return switch (facts.proposal().authentication().carrier(facts, turn, turn.environment()::random)) {
            case Verdict.Reached<Carrier>(Carrier carrier, String note) -> {
                turn.told(state, "credential", note);
                yield send(turn, session, state, material, facts, own, proof, carrier, raw);
            }
            case Verdict.Waiting<Carrier>() -> session;
            case Verdict.Unavailable<Carrier>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<Carrier>(int notifyType, String reason, String detail) ->
                refuse(turn, session, state, new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Session send(
            Turn turn,
            Session session,
            Aggressive.Prepared state,
            KeyMaterial material,
            Phase1Facts facts,
            Payload.Identification own,
            List<Payload> proof,
            Carrier carrier,
            Octets raw) {
        Connection connection = facts.connection();
        NatDetection detection = Handshakes.natDetection(turn, state.agreement(), state.responderCookie());
        List<Payload> others = new ArrayList<>(proof);
        others.addAll(facts.proposal().authentication().requests());
        if (Read.clear(raw, PayloadRules.AGGRESSIVE_FIRST) instanceof Read.Good(PayloadChain received)) {
            others.addAll(VendorIds.answering(received, Handshakes.detectsNat(connection)));
        }
        others.addAll(Handshakes.natDiscovery(turn, detection, state.association(), Optional.of(connection)));
        List<Payload> payloads = new ArrayList<>(List.of(Handshakes.proposal(state.answerSa())));
        payloads.addAll(carrier.payloads(new Contribution(state.own().publicValue(), state.nr(), own), others));
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
}
