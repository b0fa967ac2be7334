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
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.vendor.PeerFeatures;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Main Mode as responder (RFC 2409 5.1 and 5.4); what proves an identity is the method's, here a HASH.
 *
 * <pre>
 * HDR, SA              -->
 *                      <--  HDR, SA
 * HDR, KE, Ni          -->
 *                      <--  HDR, KE, Nr
 * HDR*, IDii, HASH_I   -->
 *                      <--  HDR*, IDir, HASH_R
 * </pre>
 */
final class MainModeResponder {
    private MainModeResponder() {}

    static Session receiveProposal(Turn turn, Session session, DatagramHeaders headers, Octets raw) {
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
        switch (Read.clear(raw, PayloadRules.PROPOSAL)) {
            case Read.Bad(Fault fault) -> {
                return refuse(turn, session, stranger, fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        SecurityAssociation offered = chain.only(SecurityAssociation.class).orElseThrow();
        List<Connection> candidates = turn
                .environment()
                .connections()
                .between(
                        turn.key().gateway(),
                        headers.local().address(),
                        headers.remote().address())
                .stream()
                .filter(connection -> connection.ike().exchange() == Connection.Exchange.MAIN)
                .toList();
        if (candidates.isEmpty()) {
            return refuse(
                    turn,
                    session,
                    stranger,
                    new Fault(
                            NotifyType.NO_PROPOSAL_CHOSEN,
                            "no-connection",
                            "no connection with Main Mode lets "
                                    + headers.remote().address() + " talk to "
                                    + headers.local().address()),
                    raw);
        }
        List<String> details = new ArrayList<>();
        Fault last = null;
        for (Connection candidate : candidates) {
            switch (IsakmpProposals.choose(offered, Handshakes.proposals(candidate, Role.RESPONDER))) {
                case Selection.Chosen<IsakmpProposal> chosen -> {
                    turn.received(session.phase1(), raw, "MM1", Messages.text(false, chain));
                    return answerProposal(turn, session, stranger, candidate, chain, chosen, raw);
                }
                case Selection.NothingChosen<IsakmpProposal> none -> {
                    details.add(candidate.name() + ": " + none.detail());
                    last = new Fault(none.notifyType(), none.reason(), String.join("; ", details));
                }
            }
        }
        return last == null ? session : refuse(turn, session, stranger, last, raw);
    }

    private static Session answerProposal(
            Turn turn,
            Session session,
            Association stranger,
            Connection connection,
            PayloadChain received,
            Selection.Chosen<IsakmpProposal> chosen,
            Octets raw) {
        boolean detectsNat = Handshakes.detectsNat(connection);
        PeerFeatures features = VendorIds.read(received, detectsNat);
        Association association = stranger.withConnection(connection.name()).with(features);
        SecurityAssociation offered = received.only(SecurityAssociation.class).orElseThrow();
        Cookie responder = Handshakes.newCookie(turn);
        List<Payload> payloads = new ArrayList<>(List.of(chosen.answer()));
        payloads.addAll(VendorIds.answering(received, detectsNat));
        IsakmpMessage answer = IsakmpMessage.of(
                turn.key().initiatorCookie(), responder, ExchangeType.MAIN_MODE, 0, payloads.toArray(Payload[]::new));
        Octets encoded = answer.encode();
        turn.send(association, encoded, "MM2", Messages.text(false, answer.chain()));
        return session.with(new Phase1.AnsweredProposal(
                association,
                responder,
                new Agreement(chosen.proposal(), chosen.lifetimeSeconds(), offered.body(), features),
                Answered.NOTHING.then(Messages.digest(raw), encoded),
                turn.now().plus(Handshakes.HALF_OPEN_FOR)));
    }

    static Session receiveKeyExchange(
            Turn turn, Session session, Phase1.AnsweredProposal state, DatagramHeaders headers, Octets raw) {
        Authentication method = state.agreement().proposal().authentication();
        PayloadChain chain;
        switch (Read.clear(raw, PayloadRules.keyExchange(method))) {
            case Read.Bad(Fault fault) -> {
                return refuse(turn, session, state.association(), fault, raw);
            }
            case Read.Good(PayloadChain good) -> chain = good;
        }
        Optional<Connection> guess =
                turn.environment().connections().named(state.association().connection());
        if (guess.isEmpty()) {
            return Repetition.dropped(turn, session, raw, "no-connection", "the connection has been deleted meanwhile");
        }
        return switch (method.contribution(facts(turn, state, guess.get(), null), chain, turn)) {
            case Verdict.Reached<Contribution>(Contribution peers, String note) ->
                contributed(turn, session, state, guess.get(), chain, peers, note, headers, raw);
            case Verdict.Waiting<Contribution>() -> session;
            case Verdict.Unavailable<Contribution>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<Contribution>(int notifyType, String reason, String detail) ->
                refuse(turn, session, state.association(), new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Phase1Facts facts(
            Turn turn, Phase1.AnsweredProposal state, Connection connection, @Nullable String peerIdentity) {
        return Contributions.facts(
                turn,
                state.association(),
                connection,
                state.agreement().proposal(),
                state.responderCookie(),
                Octets.EMPTY,
                Octets.EMPTY,
                peerIdentity);
    }

    private static Session contributed(
            Turn turn,
            Session session,
            Phase1.AnsweredProposal state,
            Connection guess,
            PayloadChain chain,
            Contribution peers,
            String note,
            DatagramHeaders headers,
            Octets raw) {
        Optional<Fault> fault = Contributions.check(state.agreement(), peers);
        if (fault.isPresent()) {
            return refuse(turn, session, state.association(), fault.get(), raw);
        }
        Payload.Identification peer = peers.identity();
        Connection connection = peer == null
                ? guess
                : Contributions.connectionOf(turn, state.association(), state.agreement(), peer)
                        .orElse(null);
        if (connection == null) {
            return refuse(turn, session, state.association(), Fault.UNKNOWN_PEER, raw);
        }
        return switch (state.agreement()
                .proposal()
                .authentication()
                .carrier(
                        facts(turn, state, connection, peer == null ? null : Identity.toText(peer)),
                        turn,
                        turn.environment()::random)) {
            case Verdict.Reached<Carrier>(Carrier carrier, String otherNote) -> {
                turn.received(state, raw, "MM3", Messages.text(false, chain));
                turn.told(state, "credential", note);
                turn.told(state, "credential", otherNote);
                yield answerKeyExchange(turn, session, state, connection, chain, peers, carrier, headers, raw);
            }
            case Verdict.Waiting<Carrier>() -> session;
            case Verdict.Unavailable<Carrier>(String reason) -> Handshakes.unavailable(turn, session, raw, reason);
            case Verdict.Refused<Carrier>(int notifyType, String reason, String detail) ->
                refuse(turn, session, state.association(), new Fault(notifyType, reason, detail), raw);
        };
    }

    private static Session answerKeyExchange(
            Turn turn,
            Session session,
            Phase1.AnsweredProposal state,
            Connection connection,
            PayloadChain chain,
            Contribution peers,
            Carrier carrier,
            DatagramHeaders headers,
            Octets raw) {
        Authentication method = state.agreement().proposal().authentication();
        NatDetection detection = Handshakes.natDetection(turn, state.agreement(), state.responderCookie());
        Association association = state.association()
                .withConnection(connection.name())
                .behind(Handshakes.nat(detection, chain, headers, Optional.of(connection)));
        DiffieHellman.KeyPair own =
                turn.environment().keyPair(state.agreement().proposal().group());
        Octets nr = turn.environment().random(method.nonceOctets());
        List<Payload> others = new ArrayList<>(method.requests());
        others.addAll(Handshakes.natDiscovery(turn, detection, association, Optional.of(connection)));
        List<Payload> payloads = carrier.payloads(Contributions.own(method, own, nr, connection), others);
        IsakmpMessage answer = IsakmpMessage.of(
                turn.key().initiatorCookie(),
                state.responderCookie(),
                ExchangeType.MAIN_MODE,
                0,
                payloads.toArray(Payload[]::new));
        Octets encoded = answer.encode();
        turn.send(association, encoded, "MM4", Messages.text(false, answer.chain()));
        return session.with(new Phase1.AnsweredKeyExchange(
                association,
                state.responderCookie(),
                state.agreement(),
                own,
                peers.publicValue(),
                peers.nonce(),
                nr,
                null,
                false,
                state.answered().then(Messages.digest(raw), encoded),
                turn.now().plus(Handshakes.PROVEN_HALF_OPEN_FOR),
                peers.identity() == null ? null : peers.identity().body()));
    }

    /** Dropped and, where that is safe, answered with what is wrong. */
    static Session refuse(Turn turn, Session session, Association to, Fault fault, Octets raw) {
        turn.drop(session.phase1(), raw, fault.reason(), fault.detail());
        Notices.complain(turn, to, session.phase1().responderCookie(), fault, raw);
        return session;
    }
}
