package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Lineage;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.session.SessionCodec;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Child SAs on their way from one session to another, and what is still heard of them where they were: an agent says of
 * an SA what it has to say to the session that ordered it, and a peer may delete one under either ISAKMP SA. So a
 * session that has handed child SAs over passes such news on, until the last of them is past its hard limit.
 */
public final class Estates {
    /** The kernel and we count the seconds from different moments. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final int MOST_HOPS = 4;
    /** Of one after the other, that news of an SA goes through; more only if they are each other's heirs. */
    static final int MOST_HEIRS = 64;

    private Estates() {}

    /** Hands over what has become complete since, of a session that has given way. */
    public static Session settle(Turn turn, Session session) {
        return session.lineage().heir() == null
                        || session.children().isEmpty()
                        || !(session.phase1() instanceof Phase1.Established)
                ? session
                : handOver(turn, session, false);
    }

    /** @param evenNone whether the heir is to hear that there is nothing, too */
    static Session handOver(Turn turn, Session session, boolean evenNone) {
        List<ChildSa> ready = session.children().stream()
                .filter(child -> isReady(session, child))
                .toList();
        return ready.isEmpty() && !evenNone ? session : give(turn, session, ready);
    }

    /** All but those that a Quick Mode is about to make. */
    static Session handOverAll(Turn turn, Session session) {
        List<ChildSa> complete = session.children().stream()
                .filter(child -> QuickModes.of(session, child).isEmpty())
                .toList();
        return session.lineage().heir() == null || complete.isEmpty() ? session : give(turn, session, complete);
    }

    private static boolean isReady(Session session, ChildSa child) {
        return child.isInstalled(Direction.INBOUND)
                && (child.isInstalled(Direction.OUTBOUND) || child.removeAt() != null)
                && QuickModes.of(session, child).isEmpty()
                && !QuickModes.isBeingRenewed(session, child);
    }

    private static Session give(Turn turn, Session session, List<ChildSa> children) {
        SessionKey heir = session.lineage().heir();
        if (heir == null) {
            throw new IllegalStateException("a session without an heir hands nothing over");
        }
        Session next = session.with(until(turn, session.lineage(), children));
        for (ChildSa child : children) {
            next = next.without(child);
        }
        boolean more = !next.children().isEmpty() || next.quickModes().stream().anyMatch(QuickMode::isOpen);
        send(turn, heir, List.of(), connection(session), children, more, false);
        return next;
    }

    private static Lineage until(Turn turn, Lineage lineage, List<ChildSa> children) {
        Lineage next = lineage;
        for (ChildSa child : children) {
            Instant installedAt = child.installedAt();
            next = next.atLeastUntil((installedAt == null ? turn.now() : installedAt)
                    .plusSeconds(child.lifetimeSeconds())
                    .plus(MARGIN));
        }
        return next;
    }

    /** @param past who had them before this session */
    private static void send(
            Turn turn,
            SessionKey to,
            List<SessionKey> past,
            String connection,
            List<ChildSa> children,
            boolean more,
            boolean returned) {
        turn.output(new Output.Command(new IkeCommand.Adopt(
                IkeCommand.VERSION,
                to,
                Stream.concat(past.stream(), Stream.of(turn.key())).toList(),
                connection,
                children.stream()
                        .map(child -> SessionCodec.encode(child.beingRenewed(false)))
                        .toList(),
                more,
                returned,
                turn.now())));
    }

    /** Whoever was to be replaced is over already. */
    static void nothingLeft(Turn turn, IkeCommand.HandOver claim) {
        send(turn, claim.to(), List.of(), claim.connection(), List.of(), false, false);
    }

    private static String connection(Session session) {
        return session.phase1() instanceof Phase1.Established(IsakmpSa sa)
                ? sa.association().connection()
                : "";
    }

    /** Child SAs have come. */
    static Session adopt(Turn turn, Session session, IkeCommand.Adopt estate) {
        List<ChildSa> children =
                estate.children().stream().map(SessionCodec::decodeChild).toList();
        SessionKey heir = session.lineage().heir();
        // An heir that has passed them on already has given way or is over: here they stay, if they can.
        if (heir != null && !estate.past().contains(heir)) {
            send(turn, heir, estate.past(), estate.connection(), children, estate.more(), estate.returned());
            return session.with(until(turn, session.lineage(), children));
        }
        if (session.phase1() instanceof Phase1.Established(IsakmpSa sa)
                && sa.association().connection().equals(estate.connection())) {
            return takeIn(turn, session, sa, estate, children);
        }
        if (children.isEmpty()) {
            return session;
        }
        if (estate.returned()) {
            turn.decided(session.phase1(), "no-heir", children.size() + " child SAs belong to nobody any more");
            children.forEach(child -> discard(turn, estate.connection(), child));
        } else {
            send(turn, estate.from(), estate.past(), estate.connection(), children, false, true);
        }
        return session;
    }

    private static Session takeIn(
            Turn turn, Session session, IsakmpSa sa, IkeCommand.Adopt estate, List<ChildSa> children) {
        Lineage lineage = session.lineage();
        boolean fromPredecessor = estate.from().equals(lineage.renews()) && !estate.more();
        Session next = session;
        if (lineage.heir() != null) {
            // The one that this one gave way to is over, or has given way itself: this one stays, and gives way again
            // when its time has come.
            next = next.with(new Lineage(lineage.renews(), null, null))
                    .with(new Phase1.Established(sa.with(PhaseOneRenewals.plan(
                            turn,
                            sa.association(),
                            Duration.between(turn.now(), sa.expiresAt()).toSeconds()))));
        } else if (fromPredecessor) {
            next = next.with(new Lineage(null, null, lineage.until()));
        }
        for (ChildSa child : children) {
            next = next.with(child);
        }
        if (!children.isEmpty()) {
            turn.decided(session.phase1(), "adopted", children.size() + " child SAs of session " + estate.from());
        }
        if (fromPredecessor && next.children().isEmpty()) {
            return Stages.startChildren(turn, next);
        }
        for (ChildSa child : children) {
            next = Rivals.settle(turn, next, child);
        }
        return Paths.renewStale(turn, next);
    }

    /** The peer has no SAs but those of this session: what came from another one goes. */
    static Session disown(Turn turn, Session session, IsakmpSa sa) {
        Session next = session;
        for (ChildSa child : session.children()) {
            Instant installedAt = child.installedAt();
            if (installedAt != null && installedAt.isBefore(sa.establishedAt())) {
                next = Endings.removeChild(turn, next, sa, child, "initial-contact");
            }
        }
        return next;
    }

    private static void discard(Turn turn, String connection, ChildSa child) {
        for (Direction direction : List.of(Direction.OUTBOUND, Direction.INBOUND)) {
            ChildSas.ids(turn, child, direction)
                    .forEach(id -> turn.output(new Output.RemoveSa(connection, id, "no-session")));
        }
    }

    /** Tells the heir what an agent says, if there is one. */
    static boolean passOn(Turn turn, Session session, SaOutcome outcome, int hops) {
        SessionKey heir = session.lineage().heir();
        if (heir == null || hops <= 0) {
            return false;
        }
        turn.output(new Output.Command(new IkeCommand.PassOn(IkeCommand.VERSION, heir, outcome, hops - 1, turn.now())));
        return true;
    }

    /** The peer deletes a child SA that this session does not have: one of the others has it, if any. */
    static void deletedElsewhere(Turn turn, Session session, IsakmpSa sa, IpsecProtocol protocol, long spi) {
        Set<SessionKey> others = new LinkedHashSet<>(Successions.others(turn, sa));
        Optional.ofNullable(session.lineage().heir()).ifPresent(others::add);
        Optional.ofNullable(session.lineage().renews()).ifPresent(others::add);
        others.forEach(other -> tell(turn, other, protocol, spi, MOST_HOPS));
    }

    private static void tell(Turn turn, SessionKey to, IpsecProtocol protocol, long spi, int hops) {
        turn.output(new Output.Command(
                new IkeCommand.PeerDeleted(IkeCommand.VERSION, to, protocol, spi, hops, turn.now())));
    }

    /** A peer has deleted a child SA under another ISAKMP SA. */
    static Session peerDeleted(Turn turn, Session session, IkeCommand.PeerDeleted news) {
        Optional<ChildSa> child = Informational.meant(session, news.protocol(), news.spi());
        if (child.isPresent() && session.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
            return Endings.removeChild(turn, session, sa, child.get(), "peer-deleted");
        }
        SessionKey heir = session.lineage().heir();
        if (heir != null && news.hops() > 0) {
            tell(turn, heir, news.protocol(), news.spi(), news.hops() - 1);
        }
        return session;
    }
}
