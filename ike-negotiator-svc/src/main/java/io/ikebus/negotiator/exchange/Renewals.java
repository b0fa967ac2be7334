package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.SaDescription.Direction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Child SAs that another one replaces: made before the old one breaks, which goes when packets under way are in and the
 * peer has certainly got message 3, or has given it up. {@link Rivals} says which of two it is that goes.
 */
final class Renewals {
    private static final Duration SOONEST = Duration.ofSeconds(10);
    private static final Duration LATEST = Duration.ofSeconds(60);
    /** Of the time that is left before the hard limit: attempts come closer to one another. */
    private static final int PART = 8;

    private Renewals() {}

    /** @param why for the diary, behind the child's name */
    static Session start(Turn turn, Session session, IsakmpSa sa, ChildSa child, String why) {
        Optional<Connection.Child> config = QuickModes.config(turn, sa, child.child());
        if (child.renewing() || child.removeAt() != null || config.isEmpty()) {
            return session;
        }
        if (Rivals.isPeerReplacing(session, child)) {
            // Should that come to nothing, it is our turn.
            return session.with(child.renewedAt(again(turn, child)));
        }
        turn.decided(session.phase1(), "renewal", "child " + child.child() + ": " + why);
        return QuickModeInitiator.renew(
                turn, session.with(child.renewedAt(null).beingRenewed(true)), sa, config.get(), child);
    }

    /** All child SAs that nothing replaces yet. */
    static Session startAll(Turn turn, Session session, String why) {
        Session next = session;
        for (ChildSa child : session.children()) {
            if (child.isInstalled() && next.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
                next = start(turn, next, sa, child, why);
            }
        }
        return next;
    }

    /** A Quick Mode that was to replace a child SA has failed: there is time for another one before the hard limit. */
    static Session failed(Turn turn, Session session, @Nullable Long renews) {
        return renews == null
                ? session
                : session.childWithInbound(renews)
                        .map(old -> session.with(old.beingRenewed(false).renewedAt(again(turn, old))))
                        .orElse(session);
    }

    private static Instant again(Turn turn, ChildSa child) {
        Instant installedAt = child.installedAt();
        Duration part = installedAt == null
                ? LATEST
                : Duration.between(turn.now(), installedAt.plusSeconds(child.lifetimeSeconds()))
                        .dividedBy(PART);
        Duration wait = part.compareTo(SOONEST) < 0 ? SOONEST : part.compareTo(LATEST) > 0 ? LATEST : part;
        return turn.now().plus(wait);
    }

    /** What is due by now of one child SA. */
    static Session pass(Turn turn, Session session, IsakmpSa sa, ChildSa child) {
        if (isDue(turn, child.removeAt())) {
            return retire(turn, session, sa, child);
        }
        Session next = session;
        if (isDue(turn, child.course().quietAt())) {
            next = Rivals.quieten(turn, next, sa, child);
        }
        ChildSa current = next.childWithInbound(child.inboundSpi()).orElse(child);
        if (!isDue(turn, current.course().renewAt())) {
            return next;
        }
        // Also where nothing is to be done about it the time has come and gone.
        ChildSa due = current.renewedAt(null);
        return start(turn, next.with(due), sa, due, "the attempt before came to nothing");
    }

    private static boolean isDue(Turn turn, @Nullable Instant at) {
        return at != null && !turn.now().isBefore(at);
    }

    /** The grace is over. */
    private static Session retire(Turn turn, Session session, IsakmpSa sa, ChildSa old) {
        if (!Rivals.hasOther(session, old) && old.isInstalled(Direction.OUTBOUND)) {
            return session.with(old.revived());
        }
        Notices.deleteChild(turn, sa, old);
        // Nothing is sent through it any more; should nothing else carry its packets, there must be another.
        return anew(turn, ChildSas.remove(turn, session, sa, old, "renewed"), old);
    }

    /** It is gone and nobody wanted that: a new one, if nothing has taken its place. */
    static Session anew(Turn turn, Session session, ChildSa gone) {
        boolean carried = session.children().stream().anyMatch(other -> Rivals.isSame(other, gone))
                || session.quickModes().stream().anyMatch(quick -> QuickModes.offers(quick, gone));
        if (carried || !(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return session;
        }
        return QuickModes.config(turn, sa, gone.child())
                .map(config -> QuickModeInitiator.start(turn, session, sa, config, gone.local(), gone.remote(), null))
                .orElse(session);
    }
}
