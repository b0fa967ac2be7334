package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.nat.NatTraversal;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;

/**
 * Where a session's messages may come from. A translator gives its client another port or address whenever it likes, and
 * the initiator itself moves to the other port in the middle of phase 1 (RFC 3947 4); everybody else is a third party.
 */
public final class Paths {
    private Paths() {}

    /**
     * Whether a message that came this way is read at all. One that came another way than before moves nothing until it
     * has been verified.
     */
    public static boolean admits(Phase1 state, DatagramHeaders headers) {
        Association association = state.association();
        if (association == null || association.isPathOf(headers)) {
            return true;
        }
        boolean here = headers.local().address().equals(association.local().address());
        return switch (state) {
            case Phase1.AnsweredKeyExchange answered ->
                here && headers.marked() && answered.agreement().features().natTraversal() != NatTraversal.NONE;
            case Aggressive.Replied replied ->
                here && headers.marked() && replied.agreement().features().natTraversal() != NatTraversal.NONE;
            case Aggressive.Sent ignored -> false;
            case Aggressive.Prepared ignored -> false;
            case Phase1.Established(IsakmpSa sa) ->
                here && headers.marked() && sa.association().nat().there();
            case Phase1.Fresh ignored -> true;
            case Phase1.SentProposal ignored -> false;
            case Phase1.SentKeyExchange ignored -> false;
            case Phase1.SentIdentity ignored -> false;
            case Phase1.AnsweredProposal ignored -> false;
            case Phase1.Closed ignored -> false;
            case Phase1.Failed ignored -> false;
        };
    }

    /** A message has been verified: the session goes on where it came from. */
    static Session follow(Turn turn, Session session, DatagramHeaders headers) {
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))
                || sa.association().isPathOf(headers)) {
            return session;
        }
        turn.decided(
                session.phase1(),
                "path-moved",
                "the peer has moved from " + sa.association().remote() + " to " + headers.remote());
        return session.with(new Phase1.Established(sa.with(sa.association().over(headers))));
    }

    /** Replaces child SAs of a way that is no more, since a kernel's SA has its addresses for life. */
    static Session renewStale(Turn turn, Session session) {
        Session next = session;
        for (ChildSa child : session.children()) {
            if (child.isInstalled()
                    && child.removeAt() == null
                    && next.phase1() instanceof Phase1.Established(IsakmpSa sa)
                    && !isCurrent(sa, child)
                    && session.children().stream()
                            .noneMatch(other -> isCurrent(sa, other) && Rivals.isSame(other, child))) {
                next = Renewals.start(turn, next, sa, child, "its way to the peer has changed");
            }
        }
        return next;
    }

    private static boolean isCurrent(IsakmpSa sa, ChildSa child) {
        return child.path().local().equals(sa.association().local())
                && child.path().remote().equals(sa.association().remote());
    }
}
