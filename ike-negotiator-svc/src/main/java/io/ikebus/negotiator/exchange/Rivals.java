package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.SaDescription.Direction;
import io.ikebus.protocol.bus.SessionStatus.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Several pairs of child SAs for the same traffic: one is to replace the other, or both ends have renewed at once. IKEv1
 * has no rule for that; the one here is IKEv2's (RFC 7296 2.8.1), with SPIs in place of nonces. Of the pairs that one end
 * began only the newest counts; of two that crossed the one with the lowest of the four SPIs goes, else the older one. Both
 * ends see the same.
 *
 * <p>The initiator of the ISAKMP SA deletes what goes; its peer does so only if that Delete never comes, and if it has
 * seen things differently it then keeps what is left. One through which packets go is not deleted unless another one
 * carries them; one that has fallen quiet is, and if nothing else is there, a new one is begun.
 */
final class Rivals {
    /** Longer than a peer repeats message 2: it has message 3 by then, or has given the new pair up. */
    private static final Duration GRACE = Duration.ofSeconds(90);

    private static final Duration PEERS_GRACE = GRACE.plusSeconds(30);
    /** Of two that crossed a kernel may send through either; both ends stop sending through the one that is to go. */
    private static final Duration QUIET_AFTER = Duration.ofSeconds(60);
    /** Begun within this time by either end, neither replaces the other. */
    private static final Duration TOGETHER = Duration.ofSeconds(60);

    private Rivals() {}

    /** Whether both carry the same traffic under the same configuration. */
    static boolean isSame(ChildSa one, ChildSa two) {
        return one.inboundSpi() != two.inboundSpi()
                && one.child().equals(two.child())
                && one.protocol() == two.protocol()
                && Traffic.of(one).isSameAs(Traffic.of(two), one.mode(), two.mode());
    }

    /** Whether another pair carries the same traffic, and stays. */
    static boolean hasOther(Session session, ChildSa child) {
        return session.children().stream()
                .anyMatch(other -> isSame(other, child) && other.isInstalled() && other.removeAt() == null);
    }

    /** Whether the peer has begun a Quick Mode for the same traffic. */
    static boolean isPeerReplacing(Session session, ChildSa child) {
        return session.children().stream()
                .anyMatch(other -> isSame(other, child)
                        && !other.initiator()
                        && QuickModes.of(session, other).isPresent());
    }

    /**
     * A pair is in the kernel: which of those for its traffic stays? All that are still whole count, also those that were
     * to go, so that both ends come to the same whatever the order in which they see them.
     */
    static Session settle(Turn turn, Session session, ChildSa opened) {
        if (!opened.isInstalled() || !(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return session;
        }
        List<ChildSa> rivals = session.children().stream()
                .filter(child ->
                        child.isInstalled() && (child.inboundSpi() == opened.inboundSpi() || isSame(child, opened)))
                .toList();
        ChildSa stays = winner(rivals).orElse(opened);
        Session next = session;
        for (ChildSa child : rivals) {
            if (child.inboundSpi() == stays.inboundSpi()) {
                next = child.removeAt() == null ? next : next.with(child.revived());
            } else if (child.removeAt() == null) {
                next = retire(turn, next, sa, child, stays);
            }
        }
        return next;
    }

    /** Of each end the newest; of these two, if they crossed, the one without the lowest SPI, else the newer one. */
    private static Optional<ChildSa> winner(List<ChildSa> rivals) {
        Optional<ChildSa> ours = newest(rivals, true);
        Optional<ChildSa> peers = newest(rivals, false);
        if (ours.isEmpty() || peers.isEmpty()) {
            return ours.or(() -> peers);
        }
        Comparator<ChildSa> order = crossed(ours.get(), peers.get())
                ? Comparator.comparing(Rivals::lowestSpi)
                : Comparator.comparing(Rivals::startedAt);
        return order.compare(ours.get(), peers.get()) > 0 ? ours : peers;
    }

    private static Optional<ChildSa> newest(List<ChildSa> rivals, boolean initiator) {
        return rivals.stream()
                .filter(child -> child.initiator() == initiator)
                .max(Comparator.comparing(Rivals::startedAt).thenComparing(Rivals::lowestSpi));
    }

    private static Session retire(Turn turn, Session session, IsakmpSa sa, ChildSa child, ChildSa stays) {
        Instant now = turn.now();
        Instant end = now.plus(sa.association().role() == Role.INITIATOR ? GRACE : PEERS_GRACE);
        if (!crossed(child, stays)) {
            return session.with(child.retiring(null, end));
        }
        turn.decided(session.phase1(), "renewals-crossed", "both ends have renewed child " + child.child());
        return session.with(child.retiring(now.plus(QUIET_AFTER), end));
    }

    private static boolean crossed(ChildSa one, ChildSa other) {
        long half = Math.min(one.lifetimeSeconds(), other.lifetimeSeconds()) / 2;
        Duration together = TOGETHER.toSeconds() < half ? TOGETHER : Duration.ofSeconds(half);
        return one.initiator() != other.initiator()
                && Duration.between(startedAt(one), startedAt(other)).abs().compareTo(together) < 0;
    }

    private static Instant startedAt(ChildSa child) {
        Instant at = child.startedAt();
        return at == null ? Instant.EPOCH : at;
    }

    private static long lowestSpi(ChildSa child) {
        return Math.min(child.inboundSpi(), child.outboundSpi());
    }

    /** Nothing is sent through it any more, if there is another one to send through. */
    static Session quieten(Turn turn, Session session, IsakmpSa sa, ChildSa child) {
        if (!hasOther(session, child)) {
            return session.with(child.revived());
        }
        if (!child.isOrdered(Direction.OUTBOUND)) {
            return session.with(child.quiet());
        }
        ChildSas.ids(turn, child, Direction.OUTBOUND)
                .forEach(id -> turn.output(new Output.RemoveSa(sa.association().connection(), id, "renewed")));
        return session.with(child.quiet().notOrdered(Direction.OUTBOUND));
    }

    /**
     * A pair is gone before its time. Another one that was to go stays instead; one that waits for the peer to have it is
     * used at once.
     */
    static Session replaceGone(Turn turn, Session session, ChildSa gone) {
        Session next = session;
        for (QuickMode quick : session.quickModes()) {
            if (quick instanceof QuickMode.SentThird sent
                    && next.phase1() instanceof Phase1.Established(IsakmpSa sa)
                    && next.childWithInbound(sent.inboundSpi())
                            .filter(child -> isSame(child, gone))
                            .isPresent()) {
                next = QuickModeInitiator.switchOver(turn, next, sa, sent);
            }
        }
        if (gone.removeAt() != null || hasOther(next, gone)) {
            return next;
        }
        Session before = next;
        return next.children().stream()
                .filter(child -> isSame(child, gone) && child.isInstalled())
                .max(Comparator.comparing(Rivals::startedAt))
                .map(child -> before.with(child.revived()))
                .orElse(next);
    }
}
