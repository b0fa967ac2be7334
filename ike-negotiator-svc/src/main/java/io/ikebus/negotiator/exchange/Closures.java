package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a dead peer's tunnel leaves behind where nothing may go in clear: policies without SAs. The session stays for
 * them, without an ISAKMP SA, until another session between the same identities carries the same traffic, or an operator
 * ends it.
 */
final class Closures {
    private Closures() {}

    /** Ends the ISAKMP SA and closes the child SAs that are open; without any, nothing is left to keep. */
    static Session close(Turn turn, Session session, IsakmpSa sa, String reason) {
        Session next = session;
        for (QuickMode quick : session.quickModes()) {
            next = next.without(quick);
        }
        for (ChildSa child : session.children()) {
            next = close(turn, next, sa, child, reason);
        }
        if (next.children().isEmpty()) {
            return Endings.end(turn, next, sa, false, reason);
        }
        AddressServer.release(turn, sa).forEach(turn::output);
        turn.decided(
                session.phase1(),
                "closed",
                "the ISAKMP SA is over; policies of " + next.children().size() + " child SAs stay");
        turn.announce(
                "ike.closed",
                sa.association().connection(),
                sa.responderCookie() + "/closed",
                Map.of("reason", reason, "remoteIdentity", sa.remoteIdentity()));
        return next.with(
                new Phase1.Closed(sa.association(), sa.responderCookie(), sa.localIdentity(), sa.owner(), reason));
    }

    private static Session close(Turn turn, Session session, IsakmpSa sa, ChildSa child, String reason) {
        Optional<Connection.Child> config = QuickModes.config(turn, sa, child.child());
        boolean stays = child.isInstalled() && child.removeAt() == null;
        if (config.isEmpty() || !stays) {
            return Endings.removeChild(turn, session, sa, child, reason);
        }
        Endings.announceClosed(turn, sa, child, reason);
        ChildSas.close(turn, sa, config.get(), child, reason);
        return session.with(child.closed());
    }

    /** Whether an SA is one whose policies this session keeps: what an agent says of it changes nothing. */
    static boolean keeps(Turn turn, Session session, SaId id) {
        return session.phase1() instanceof Phase1.Closed
                && session.children().stream()
                        .flatMap(child -> Stream.of(Direction.values())
                                .map(direction ->
                                        ChildSas.ids(turn, child, direction).getFirst()))
                        .anyMatch(id::equals);
    }

    /** A child SA is open: whoever keeps its traffic closed hears of it. */
    static void relieveOthers(Turn turn, IsakmpSa sa, ChildSa child) {
        turn.environment()
                .closedBetween(turn.key().gateway(), sa.localIdentity(), sa.owner())
                .forEach(other -> turn.output(new Output.Command(new IkeCommand.Relieve(
                        IkeCommand.VERSION,
                        other,
                        child.child(),
                        child.local().addresses(),
                        child.remote().addresses(),
                        turn.now()))));
    }

    /** Lets go of what another session carries now. */
    static Session relieve(Turn turn, Session session, IkeCommand.Relieve news) {
        if (!(session.phase1() instanceof Phase1.Closed closed)) {
            return session;
        }
        Session next = session;
        for (ChildSa child : session.children()) {
            if (child.child().equals(news.child())
                    && child.local().addresses().overlaps(news.localSelector())
                    && child.remote().addresses().overlaps(news.remoteSelector())) {
                next = release(turn, next, closed, child, "relieved");
            }
        }
        return next.children().isEmpty() ? end(turn, next, closed, "relieved") : next;
    }

    /** Also what was kept goes. */
    static Session end(Turn turn, Session session, Phase1.Closed closed, String reason) {
        Session next = session;
        for (ChildSa child : session.children()) {
            next = release(turn, next, closed, child, reason);
        }
        turn.decided(closed, reason, "nothing is kept closed any more");
        return Endings.forget(turn, next);
    }

    private static Session release(Turn turn, Session session, Phase1.Closed closed, ChildSa child, String reason) {
        for (Direction direction : Direction.values()) {
            turn.output(new Output.RemoveSa(
                    closed.association().connection(),
                    ChildSas.ids(turn, child, direction).getFirst(),
                    reason));
        }
        return session.without(child);
    }
}
