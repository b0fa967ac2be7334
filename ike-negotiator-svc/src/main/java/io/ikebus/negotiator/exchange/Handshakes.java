package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.ExtendedAuthentication;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Identity;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.keys.IsakmpKeys;
import io.ikebus.negotiator.nat.NatDetection;
import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.nat.NatTraversal;
import io.ikebus.negotiator.proposal.IsakmpProposal;
import io.ikebus.negotiator.session.Agreement;
import io.ikebus.negotiator.session.Answered;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Configuration;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What both roles of phase 1 do alike. */
final class Handshakes {
    /** For a stranger. */
    static final Duration HALF_OPEN_FOR = Duration.ofSeconds(30);
    /**
     * For a peer that has shown that it owns its address: long enough for a negotiator's restart in between. strongSwan
     * gives up 165 s after message 5.
     */
    static final Duration PROVEN_HALF_OPEN_FOR = Duration.ofSeconds(170);

    /** Of Quick Mode's nonces. */
    static final int NONCE_OCTETS = 32;

    private static final long SHORTEST_LIFETIME_SECONDS = 60;
    private static final Duration FAILURE_SHOWN_FOR = Duration.ofSeconds(60);

    private Handshakes() {}

    /** @param role in which we talk about them: it decides who is asked for a user and a password afterwards */
    static List<IsakmpProposal> proposals(Connection connection, Role role) {
        List<String> texts = connection.ike().proposals();
        ExtendedAuthentication extended = Stages.extendedAuthentication(connection, role);
        return (texts.isEmpty()
                        ? connection.policy().isakmp().stream()
                        : texts.stream().map(IsakmpProposal::parse))
                .map(proposal -> proposal.authenticatedBy(connection.ike().authentication(), extended))
                .toList();
    }

    /** A responder cookie: RFC 2408 2.5.3 asks for one that nobody can foresee. */
    static Cookie newCookie(Turn turn) {
        Cookie cookie = Cookie.NONE;
        while (cookie.isNone()) {
            cookie = Cookie.parse(turn.environment().random(8).hex());
        }
        return cookie;
    }

    /** An SA payload of which we have kept the body. */
    static SecurityAssociation proposal(Octets body) {
        if (Payload.decode(PayloadType.SA, body) instanceof Decoded.Accepted<Payload>(SecurityAssociation proposal)) {
            return proposal;
        }
        throw new IllegalStateException("an SA payload that was kept must be readable");
    }

    /** An ID payload of which we have kept the body. */
    static Payload.Identification identification(Octets body) {
        if (Payload.decode(PayloadType.IDENTIFICATION, body)
                instanceof Decoded.Accepted<Payload>(Payload.Identification identity)) {
            return identity;
        }
        throw new IllegalStateException("an ID payload that was kept must be readable");
    }

    /** Aggressive Mode shows both identities and, where the method is a weak one, what its secret can be guessed from. */
    static void warnOfAggressiveMode(Turn turn, Connection connection, Association association) {
        proposals(connection, association.role())
                .getFirst()
                .authentication()
                .weaknessInAggressiveMode()
                .ifPresent(weakness -> turn.announce(
                        "ike.weak-exchange",
                        connection.name(),
                        weakness,
                        Map.of(
                                "reason",
                                weakness,
                                "remote",
                                association.remote().toString())));
    }

    static Octets keyExchange(PayloadChain chain) {
        return chain.only(Payload.KeyExchange.class).orElseThrow().body();
    }

    static Octets nonce(PayloadChain chain) {
        return chain.only(Payload.Nonce.class).orElseThrow().body();
    }

    /** The vault cannot be asked: nothing has happened, and the peer's next retransmission tries again. */
    static Session unavailable(Turn turn, Session session, Octets raw, String reason) {
        turn.drop(session.phase1(), raw, "vault-unreachable", "the vault cannot be asked: " + reason);
        return session;
    }

    /** @param lastBlock last ciphertext block of phase 1 */
    static IsakmpSa isakmpSa(
            Turn turn,
            Association association,
            Cookie responder,
            Agreement agreement,
            IsakmpKeys keys,
            Octets lastBlock,
            Payload.Identification own,
            Payload.Identification peer,
            Connection connection,
            Answered answered) {
        long lifetime =
                lifetimeSeconds(agreement.lifetimeSeconds(), connection.ike().lifetimeSeconds());
        return new IsakmpSa(
                association,
                responder,
                agreement.proposal(),
                keys,
                lastBlock,
                Identity.toText(own),
                Identity.toText(peer),
                turn.now(),
                turn.now().plusSeconds(lifetime),
                agreement.features(),
                Liveliness.first(turn, association, agreement.features(), connection),
                answered,
                List.of(),
                PhaseOneRenewals.plan(turn, association, lifetime),
                Configuration.OPEN);
    }

    /** Phase 1 is done: the session with its ISAKMP SA, on to what comes before Quick Mode. */
    static Session establish(Turn turn, Session session, IsakmpSa sa, PayloadChain lastReceived) {
        Association association = sa.association();
        Session next = session.with(new Phase1.Established(sa));
        turn.decided(
                next.phase1(),
                "established",
                "ISAKMP SA between " + sa.localIdentity() + " and " + sa.remoteIdentity() + ", " + sa.proposal());
        turn.announce(
                "ike.established",
                association.connection(),
                sa.responderCookie() + "/established",
                Map.of(
                        "local", association.local().toString(),
                        "remote", association.remote().toString(),
                        "localIdentity", sa.localIdentity(),
                        "remoteIdentity", sa.remoteIdentity(),
                        "role", association.role().name(),
                        "proposal", sa.proposal().toString()));
        if (lastReceived.all(Payload.Notification.class).stream()
                .anyMatch(n -> n.notifyType() == NotifyType.INITIAL_CONTACT)) {
            next = Stages.initialContact(turn, next);
        }
        return Stages.begin(turn, next);
    }

    /**
     * RFC 2407 4.6.3.3: the sender has no other SA with us. Only sessions of the same pair of identities go, whatever
     * their addresses; asking twice changes nothing.
     */
    static void initialContact(Turn turn, IsakmpSa sa) {
        turn.environment().establishedBetween(turn.key().gateway(), sa.localIdentity(), sa.owner()).stream()
                .filter(other -> !other.equals(turn.key()))
                .forEach(other -> turn.output(new Output.Command(
                        new IkeCommand.Terminate(IkeCommand.VERSION, other, "initial-contact", turn.now()))));
    }

    static NatDetection natDetection(Turn turn, Agreement agreement, Cookie responder) {
        return new NatDetection(
                agreement.features().natTraversal(),
                agreement.proposal().hash(),
                turn.key().initiatorCookie(),
                responder);
    }

    /** NAT-D payloads for a message of this association. */
    static List<Payload> natDiscovery(
            Turn turn, NatDetection detection, Association association, Optional<Connection> connection) {
        return detection.payloads(
                association.local(),
                association.remote(),
                connection.filter(Handshakes::forcesUdp).isPresent()
                        ? turn.environment().random(detection.hash().octets())
                        : Octets.EMPTY);
    }

    /** What the NAT-D payloads of a message say, and what the connection wants to be said. */
    static NatSituation nat(
            NatDetection detection, PayloadChain received, DatagramHeaders headers, Optional<Connection> connection) {
        NatSituation found = detection.read(received, headers.local(), headers.remote());
        boolean forced = detection.form() != NatTraversal.NONE
                && connection.filter(Handshakes::forcesUdp).isPresent();
        return forced ? new NatSituation(true, found.there()) : found;
    }

    private static boolean forcesUdp(Connection connection) {
        return connection.ike().natTraversal() == Connection.NatTraversalUse.FORCE;
    }

    static boolean detectsNat(Connection connection) {
        return connection.ike().natTraversal() != Connection.NatTraversalUse.OFF;
    }

    /** Gives up; the reason stays visible for a while. */
    static Session fail(Turn turn, Session session, Association association, String reason, String sentence) {
        Cookie responder = session.phase1().responderCookie();
        turn.decided(session.phase1(), reason, sentence);
        turn.output(new Output.Count("failed-" + reason));
        turn.announce(
                "ike.failed",
                association.connection(),
                responder + "/failed",
                Map.of(
                        "reason", reason,
                        "local", association.local().toString(),
                        "remote", association.remote().toString(),
                        "role", association.role().name()));
        return session.with(
                new Phase1.Failed(association, responder, reason, turn.now().plus(FAILURE_SHOWN_FOR)));
    }

    /**
     * The shorter of both limits. A peer that names none has ours; one that names a few seconds cannot make us renew
     * without end.
     *
     * @param peers 0 if it named none
     */
    static long lifetimeSeconds(long peers, long ours) {
        return peers == 0 ? ours : Math.max(Math.min(peers, ours), SHORTEST_LIFETIME_SECONDS);
    }

    static boolean isPeer(Connection connection, Payload.Identification identity) {
        return Identity.matches(connection.peer().identity(), identity);
    }
}
