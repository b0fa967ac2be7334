package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Child SAs that another one replaces: made before the old one breaks, which goes when packets under way are in. */
final class Renewals {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Renewals() {}

    /** @param why for the diary, behind the child's name */
    static Session start(Turn turn, Session session, IsakmpSa sa, ChildSa child, String why) {
        Optional<Connection.Child> config = QuickModes.config(turn, sa, child.child());
        if (child.renewing() || child.removeAt() != null || config.isEmpty()) {
            return session;
        }
        turn.decided(session.phase1(), "renewal", "child " + child.child() + ": " + why);
        return QuickModeInitiator.start(
                turn, session.with(child.beingRenewed(true)), sa, config.get(), child.inboundSpi());
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

    /** The new one is agreed: the old one stays for packets that are under way. */
    static Session replace(Turn turn, Session session, @Nullable Long renews) {
        return renews == null
                ? session
                : session.childWithInbound(renews)
                        .map(old -> session.with(old.removedAt(turn.now().plus(GRACE))))
                        .orElse(session);
    }

    /** The grace is over. */
    static Session retire(Turn turn, Session session, IsakmpSa sa, ChildSa old) {
        Notices.deleteChild(turn, sa, old);
        return ChildSas.remove(turn, session, sa, old, "renewed");
    }
}
