package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Session;
import java.util.Map;

/** How ISAKMP SAs and child SAs end. */
final class Endings {
    private Endings() {}

    /** Ends an ISAKMP SA with all that hangs on it. {@code tell} says whether the peer gets a delete. */
    static Session end(Turn turn, Session session, IsakmpSa sa, boolean tell, String reason) {
        Session next = session;
        for (QuickMode quick : session.quickModes()) {
            next = next.without(quick);
        }
        for (ChildSa child : session.children()) {
            if (tell) {
                Notices.deleteChild(turn, sa, child);
            }
            next = removeChild(turn, next, sa, child, reason);
        }
        if (tell) {
            Notices.deleteIsakmpSa(turn, sa);
        }
        AddressServer.release(turn, sa).forEach(turn::output);
        turn.decided(session.phase1(), reason, "the ISAKMP SA is over");
        turn.announce(
                "ike.closed",
                sa.association().connection(),
                sa.responderCookie() + "/closed",
                Map.of("reason", reason, "remoteIdentity", sa.remoteIdentity()));
        return forget(turn, next);
    }

    /** As if it had never been; what it has handed over is still passed on. */
    static Session forget(Turn turn, Session session) {
        turn.output(new Output.Retire(turn.key()));
        return session.ended();
    }

    /** Takes a child SA out of the kernel, and the Quick Mode that was making it with it. */
    static Session removeChild(Turn turn, Session session, IsakmpSa sa, ChildSa child, String reason) {
        Session next = session;
        for (QuickMode quick : QuickModes.of(session, child).stream().toList()) {
            next = Renewals.failed(turn, next.without(quick), QuickModes.renews(quick));
        }
        announceClosed(turn, sa, child, reason);
        return Rivals.replaceGone(turn, ChildSas.remove(turn, next, sa, child, reason), child);
    }

    /** If it ever was open. */
    static void announceClosed(Turn turn, IsakmpSa sa, ChildSa child, String reason) {
        if (child.installedAt() != null) {
            turn.announce(
                    "tunnel.closed",
                    sa.association().connection(),
                    ChildSas.inboundId(turn, child).spiHex() + "/closed",
                    Map.of(
                            "reason", reason,
                            "remoteIdentity", sa.remoteIdentity(),
                            "remote", sa.association().remote().toString()));
        }
    }
}
