package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.octets.Octets;
import java.util.Map;
import java.util.Optional;

/** What the agent says of an SA, and what follows for the child SA that it belongs to. */
public final class Outcomes {
    private Outcomes() {}

    public static Session receive(Turn turn, Session session, SaOutcome outcome) {
        return receive(turn, session, outcome, Estates.MOST_HEIRS);
    }

    static Session passedOn(Turn turn, Session session, IkeCommand.PassOn news) {
        return receive(turn, session, news.outcome(), news.hops());
    }

    private static Session receive(Turn turn, Session session, SaOutcome outcome, int hops) {
        if (session.phase1() instanceof Phase1.Established(IsakmpSa sa)) {
            for (ChildSa child : session.children()) {
                for (Direction direction : Direction.values()) {
                    if (ChildSas.ids(turn, child, direction).contains(outcome.id())) {
                        return received(turn, session, sa, child, direction, outcome);
                    }
                }
            }
        }
        if (Closures.keeps(turn, session, outcome.id())) {
            return session;
        }
        if (!Estates.passOn(turn, session, outcome, hops)) {
            strayed(turn, outcome.id(), outcome.kind());
        }
        return session;
    }

    private static Session received(
            Turn turn, Session session, IsakmpSa sa, ChildSa child, Direction direction, SaOutcome outcome) {
        if (!child.isOrdered(direction)) {
            strayed(turn, outcome.id(), outcome.kind());
            return session;
        }
        return switch (outcome.kind()) {
            case INSTALLED -> {
                ChildSa installed = child.installed(outcome.id().protocol(), direction);
                Session next = opened(turn, session.with(installed), sa, installed);
                boolean mayGoOn = direction == Direction.INBOUND
                        && installed.isInstalled(direction)
                        && !child.isInstalled(direction);
                yield mayGoOn ? QuickModes.inboundInstalled(turn, next, sa, installed) : next;
            }
            case FAILED -> failed(turn, session, sa, child, outcome);
            case SOFT_EXPIRED -> Renewals.start(turn, session, sa, child, "a soft limit has been reached");
            case HARD_EXPIRED, LOST, REMOVED -> gone(turn, session, sa, child, outcome);
        };
    }

    private static Session opened(Turn turn, Session session, IsakmpSa sa, ChildSa child) {
        if (!child.isInstalled() || child.installedAt() != null) {
            return session;
        }
        String spi = ChildSas.inboundId(turn, child).spiHex();
        turn.decided(
                session.phase1(),
                "tunnel-open",
                "child " + child.child() + " is in the kernel both ways, " + transforms(child));
        turn.announce(
                "tunnel.opened",
                sa.association().connection(),
                spi + "/opened",
                Map.of(
                        "child", child.child(),
                        "transform", transforms(child),
                        "localSelector", child.local().addresses().toString(),
                        "remoteSelector", child.remote().addresses().toString(),
                        "local", sa.association().local().toString(),
                        "remote", sa.association().remote().toString(),
                        "remoteIdentity", sa.remoteIdentity()));
        Closures.relieveOthers(turn, sa, child);
        ChildSa open = child.installedAt(turn.now());
        return Rivals.settle(turn, session.with(open), open);
    }

    private static String transforms(ChildSa child) {
        return child.bundledAh() == null
                ? child.transform().toString()
                : child.transform() + " inside AH " + child.bundledAh().transform();
    }

    /** The kernel did not take it: a notify or a delete for the peer, and nothing half open remains. */
    private static Session failed(Turn turn, Session session, IsakmpSa sa, ChildSa child, SaOutcome outcome) {
        turn.output(new Output.Count("install-failed"));
        turn.decided(
                session.phase1(),
                "install-failed",
                "the agent could not install an SA: " + outcome.reason() + " " + outcome.detail());
        return abandon(turn, session, sa, child, "install-failed");
    }

    /** Also what follows when the agent stays silent. */
    static Session abandon(Turn turn, Session session, IsakmpSa sa, ChildSa child, String reason) {
        Optional<QuickMode> quick = QuickModes.of(session, child);
        boolean peerHasNothing = quick.isPresent()
                && !(quick.get() instanceof QuickMode.SentAnswer)
                && !(quick.get() instanceof QuickMode.SentThird);
        if (peerHasNothing) {
            Notices.notify(
                    turn,
                    sa,
                    child.protocol().ikeProtocolId(),
                    NotifyType.NO_PROPOSAL_CHOSEN,
                    Octets.ofNumber(child.outboundSpi(), 4));
        } else {
            Notices.deleteChild(turn, sa, child);
        }
        return Endings.removeChild(turn, session, sa, child, reason);
    }

    private static Session gone(Turn turn, Session session, IsakmpSa sa, ChildSa child, SaOutcome outcome) {
        String reason =
                switch (outcome.kind()) {
                    case HARD_EXPIRED -> "lifetime-over";
                    case LOST -> "lost-by-kernel";
                    case REMOVED, INSTALLED, FAILED, SOFT_EXPIRED -> "removed";
                };
        turn.decided(session.phase1(), reason, "an SA of child " + child.child() + " is no longer in the kernel");
        Notices.deleteChild(turn, sa, child);
        Session next = Endings.removeChild(turn, session, sa, child, reason);
        return outcome.kind() == SaOutcome.Kind.HARD_EXPIRED ? Renewals.anew(turn, next, child) : next;
    }

    /** No child SA of this session: what is in the kernel must go, what is gone can be forgotten. */
    private static void strayed(Turn turn, SaId id, SaOutcome.Kind kind) {
        switch (kind) {
            case INSTALLED, SOFT_EXPIRED, HARD_EXPIRED, LOST -> turn.output(new Output.RemoveSa("", id, "no-session"));
            case REMOVED, FAILED -> turn.output(new Output.ForgetSa(id));
        }
    }
}
