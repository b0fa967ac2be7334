package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Quick Mode as a table: which message each state waits for, and who reads it (RFC 2409 5.5). What both roles do alike
 * stands here too.
 *
 * <pre>
 * state            waits for                                              reads it
 * (none)           HDR*, HASH(1), SA, Ni [, KE] [, IDci, IDcr]  -->       responder
 * PreparedAnswer   the agent: inbound SA installed                        responder, sends message 2
 * SentAnswer       HDR*, HASH(3)                                -->       responder, orders the outbound SA
 * SentOffer        <--  HDR*, HASH(2), SA, Nr [, KE] [, IDci, IDcr]       initiator
 * PreparedThird    the agent: inbound SA installed                        initiator, sends message 3
 * SentThird        nothing; of a renewal, until the outbound SA is ordered
 * Finished         nothing; repeats its last message when asked
 * </pre>
 */
public final class QuickModes {
    static final Duration REPEATS_FOR = Duration.ofSeconds(60);
    private static final int MOST_OPEN = 32;

    private QuickModes() {}

    /** A message of exchange type 32 whose header is in order and that came over the session's path. */
    public static Session receive(Turn turn, Session session, DatagramHeaders headers, int messageId, Octets raw) {
        if (session.phase1() instanceof Aggressive.Replied replied) {
            return AggressiveProof.receiveEarly(turn, session, replied, raw);
        }
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            turn.drop(session.phase1(), raw, "no-isakmp-sa", "Quick Mode before phase 1 is done");
            return session;
        }
        Optional<QuickMode> found = session.quickMode(messageId);
        if (found.isEmpty()) {
            return receiveFirst(turn, session, sa, headers, messageId, raw);
        }
        QuickMode quick = found.get();
        if (quick.answered().knows(Messages.digest(raw))) {
            return repeat(turn, session, sa, quick, raw);
        }
        return switch (quick) {
            case QuickMode.SentOffer sent ->
                Paths.renewStale(turn, QuickModeInitiator.receiveAnswer(turn, session, sa, sent, headers, raw));
            case QuickMode.SentAnswer sent ->
                Paths.renewStale(turn, QuickModeResponder.receiveThird(turn, session, sa, sent, headers, raw));
            case QuickMode.PreparedAnswer ignored -> unexpected(turn, session, raw);
            case QuickMode.PreparedThird ignored -> unexpected(turn, session, raw);
            case QuickMode.SentThird ignored -> unexpected(turn, session, raw);
            case QuickMode.Finished ignored -> unexpected(turn, session, raw);
        };
    }

    private static Session receiveFirst(
            Turn turn, Session session, IsakmpSa sa, DatagramHeaders headers, int messageId, Octets raw) {
        // RFC 2409 5.5: the message ID identifies the exchange; one that has been used is a replay.
        if (messageId == 0 || sa.usedMessageIds().contains(messageId)) {
            turn.drop(session.phase1(), raw, "used-message-id", "the message ID is zero or has been used");
            return session;
        }
        if (!sa.configuration().isOpen()) {
            turn.drop(session.phase1(), raw, "not-settled", "Quick Mode before user and address are settled");
            return session;
        }
        if (session.quickModes().stream().filter(QuickMode::isOpen).count() >= MOST_OPEN) {
            turn.drop(session.phase1(), raw, "too-many-quick-modes", MOST_OPEN + " Quick Modes are open");
            return session;
        }
        return Paths.renewStale(turn, QuickModeResponder.receiveOffer(turn, session, sa, headers, messageId, raw));
    }

    private static Session repeat(Turn turn, Session session, IsakmpSa sa, QuickMode quick, Octets raw) {
        turn.repeated(session.phase1(), raw, "repeated", "this message has been taken in before");
        // A prepared message must not go before the agent has the SA.
        boolean mayGo = quick instanceof QuickMode.SentAnswer
                || quick instanceof QuickMode.SentThird
                || quick instanceof QuickMode.Finished;
        if (mayGo
                && quick.answered().isLast(Messages.digest(raw))
                && !quick.answered().answer().isBlank()) {
            turn.repeat(sa.association(), quick.answered().answer(), "repeated", "the same answer again");
        }
        return quick instanceof QuickMode.SentThird sent
                ? session.with(sent.until(turn.now().plus(QuickModeInitiator.PEER_HAS_IT_AFTER)))
                : session;
    }

    private static Session unexpected(Turn turn, Session session, Octets raw) {
        turn.drop(session.phase1(), raw, "unexpected-message", "this Quick Mode waits for something else");
        return session;
    }

    /** The agent has the inbound SA with this SPI: the message that lets the peer send may go. */
    static Session inboundInstalled(Turn turn, Session session, IsakmpSa sa, ChildSa child) {
        for (QuickMode quick : session.quickModes()) {
            if (quick instanceof QuickMode.PreparedAnswer prepared && prepared.inboundSpi() == child.inboundSpi()) {
                return QuickModeResponder.sendAnswer(turn, session, sa, prepared);
            }
            if (quick instanceof QuickMode.PreparedThird prepared && prepared.inboundSpi() == child.inboundSpi()) {
                return QuickModeInitiator.sendThird(turn, session, sa, prepared, child);
            }
        }
        return session;
    }

    /** The Quick Mode, still open, that made this child SA. */
    static Optional<QuickMode> of(Session session, ChildSa child) {
        return session.quickModes().stream()
                .filter(quick -> switch (quick) {
                    case QuickMode.PreparedAnswer q -> q.inboundSpi() == child.inboundSpi();
                    case QuickMode.PreparedThird q -> q.inboundSpi() == child.inboundSpi();
                    case QuickMode.SentThird q -> q.inboundSpi() == child.inboundSpi();
                    case QuickMode.SentAnswer q -> q.inboundSpi() == child.inboundSpi();
                    case QuickMode.SentOffer ignored -> false;
                    case QuickMode.Finished ignored -> false;
                })
                .findFirst();
    }

    /** Whether a Quick Mode that we have begun is to replace this child SA. */
    static boolean isBeingRenewed(Session session, ChildSa child) {
        Long spi = child.inboundSpi();
        return session.quickModes().stream().anyMatch(quick -> spi.equals(renews(quick)));
    }

    /** Whether this Quick Mode, begun by us and not answered yet, is for the traffic of a child SA. */
    static boolean offers(QuickMode quick, ChildSa child) {
        return quick instanceof QuickMode.SentOffer sent
                && sent.child().equals(child.child())
                && sent.local().equals(child.local())
                && sent.remote().equals(child.remote());
    }

    /** The child SA that this Quick Mode is to replace; null if there is none. */
    static @Nullable Long renews(QuickMode quick) {
        return switch (quick) {
            case QuickMode.SentOffer q -> q.renews();
            case QuickMode.PreparedThird q -> q.renews();
            case QuickMode.SentThird q -> q.renews();
            case QuickMode.PreparedAnswer ignored -> null;
            case QuickMode.SentAnswer ignored -> null;
            case QuickMode.Finished ignored -> null;
        };
    }

    /** The ISAKMP SA of a session that has just been verified to have one. */
    static IsakmpSa sa(Session session) {
        if (session.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
            return sa;
        }
        throw new IllegalStateException("phase 1 is established");
    }

    static Optional<Connection.Child> config(Turn turn, IsakmpSa sa, String child) {
        return turn.environment().connections().named(sa.association().connection()).stream()
                .flatMap(connection -> Stages.children(connection, sa))
                .filter(config -> config.name().equals(child))
                .findFirst();
    }

    /** The secret of PFS; empty if the peer's value is no element of the group. */
    static Optional<Secret> pfsSecret(DiffieHellman.KeyPair own, PayloadChain chain) {
        return DiffieHellman.sharedSecret(
                own, chain.only(Payload.KeyExchange.class).orElseThrow().body());
    }
}
