package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.QuickMode;
import io.ikebus.negotiator.session.Renewal;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several ISAKMP SAs between the same identities: one of them gets all child SAs, the others give way. It does not
 * matter why there are several: one is to replace another, both ends began at once, or the peer has come back.
 *
 * <pre>
 * new session, established   ──HandOver──▶  old session: gives way, or asks the new one in turn
 * new session                ◀──Adopt────   old session: child SAs, as soon as no Quick Mode needs them any more
 *                                           old session: Delete of the ISAKMP SA alone, by who initiated the new one
 * </pre>
 *
 * <p>Both ends decide alike, by what both know. Only the initiator of the one that stays deletes the other, some time
 * later: a peer that decides differently has then been heard.
 */
public final class Successions {
    /** Statuses of other sessions come a little later than the sessions themselves. */
    static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);

    /** Established within this time by either end, neither is the newer one. */
    private static final Duration TOGETHER = Duration.ofSeconds(60);

    private static final Duration RENEWED_ENDS_AFTER = Duration.ofSeconds(10);
    /** Longer than strongSwan keeps one that it takes for the older. */
    private static final Duration DUPLICATE_ENDS_AFTER = Duration.ofSeconds(30);

    private Successions() {}

    /** Asks all others between the same identities for their child SAs. */
    static void look(Turn turn, Session session, IsakmpSa sa) {
        if (session.lineage().heir() != null || !sa.configuration().isOpen()) {
            return;
        }
        Set<SessionKey> others = new LinkedHashSet<>(others(turn, sa));
        SessionKey renews = session.lineage().renews();
        if (renews != null) {
            others.add(renews);
        }
        others.forEach(other -> ask(turn, other, sa, other.equals(renews)));
    }

    static Set<SessionKey> others(Turn turn, IsakmpSa sa) {
        Set<SessionKey> others = new LinkedHashSet<>(
                turn.environment().establishedBetween(turn.key().gateway(), sa.localIdentity(), sa.owner()));
        others.remove(turn.key());
        return others;
    }

    private static void ask(Turn turn, SessionKey other, IsakmpSa sa, boolean renewal) {
        turn.output(new Output.Command(new IkeCommand.HandOver(
                IkeCommand.VERSION,
                other,
                turn.key(),
                sa.association().connection(),
                sa.establishedAt(),
                sa.association().role(),
                sa.association().remote(),
                renewal,
                turn.now())));
    }

    /** Another session asks for the child SAs of this one. */
    static Session asked(Turn turn, Session session, IkeCommand.HandOver claim) {
        if (session.lineage().heir() != null || claim.to().equals(turn.key())) {
            return session;
        }
        return switch (session.phase1()) {
            case Phase1.Established(IsakmpSa sa)
            when sa.association().connection().equals(claim.connection()) -> decide(turn, session, sa, claim);
            case Phase1.Established ignored -> session;
            case Phase1 ignored -> {
                if (claim.renewal()) {
                    Estates.nothingLeft(turn, claim);
                }
                yield session;
            }
        };
    }

    private static Session decide(Turn turn, Session session, IsakmpSa sa, IkeCommand.HandOver claim) {
        if (!claim.renewal() && remains(turn, sa, claim)) {
            ask(turn, claim.to(), sa, false);
            return session;
        }
        boolean elsewhere =
                !claim.there().address().equals(sa.association().remote().address());
        if (elsewhere && !claim.renewal()) {
            // The same peer at another address: what goes to the old one reaches nobody.
            return Endings.end(turn, session, sa, true, "replaced");
        }
        turn.decided(session.phase1(), "gives-way", "session " + claim.to() + " gets the child SAs");
        Instant end = claim.role() == Role.INITIATOR
                ? turn.now().plus(claim.renewal() ? RENEWED_ENDS_AFTER : DUPLICATE_ENDS_AFTER)
                : null;
        Session giving = session.with(session.lineage().givenTo(claim.to()))
                .with(new Phase1.Established(sa.with(Renewal.NONE.endingAt(end))));
        return Estates.handOver(turn, giving, true);
    }

    /** Whether this one stays, as both ends see it. */
    private static boolean remains(Turn turn, IsakmpSa sa, IkeCommand.HandOver claim) {
        Duration later = Duration.between(claim.since(), sa.establishedAt());
        boolean crossed = sa.association().role() != claim.role() && later.abs().compareTo(TOGETHER) < 0;
        if (crossed || later.isZero()) {
            return turn.key()
                            .initiatorCookie()
                            .hex()
                            .compareTo(claim.to().initiatorCookie().hex())
                    < 0;
        }
        return later.isPositive();
    }

    /** What is due by now, of a session whose ISAKMP SA lives. */
    static Session pass(Turn turn, Session session, IsakmpSa sa) {
        Session next = session;
        if (isDue(turn, sa.renewal().lookAt())) {
            look(turn, next, sa);
            next = next.with(new Phase1.Established(
                    QuickModes.sa(next).with(QuickModes.sa(next).renewal().lookingAt(null))));
        }
        if (isDue(turn, sa.renewal().startAt())) {
            next = PhaseOneRenewals.start(turn, next, QuickModes.sa(next), "its lifetime is nearly over");
        }
        return isDue(turn, sa.renewal().endAt()) ? end(turn, next, QuickModes.sa(next)) : next;
    }

    private static boolean isDue(Turn turn, @Nullable Instant at) {
        return at != null && !turn.now().isBefore(at);
    }

    /** This one has given way long enough ago. */
    private static Session end(Turn turn, Session session, IsakmpSa sa) {
        if (session.quickModes().stream().anyMatch(QuickMode::isOpen)) {
            Instant later = turn.now().plus(RENEWED_ENDS_AFTER);
            return session.with(new Phase1.Established(sa.with(sa.renewal().endingAt(later))));
        }
        return Endings.end(turn, Estates.handOverAll(turn, session), sa, true, "renewed");
    }

    /** The lifetime of the ISAKMP SA is over. */
    static Session expire(Turn turn, Session session, IsakmpSa sa) {
        return Endings.end(turn, Estates.handOverAll(turn, session), sa, true, "lifetime-over");
    }

    /**
     * The peer has deleted the ISAKMP SA. It may have done so because there is another: then the child SAs are that
     * one's.
     */
    static Session deleted(Turn turn, Session session, IsakmpSa sa) {
        Session next = session;
        if (session.lineage().heir() == null && !session.children().isEmpty()) {
            Optional<SessionKey> other = others(turn, sa).stream().findFirst();
            next = other.map(heir -> session.with(session.lineage().givenTo(heir)))
                    .orElse(session);
        }
        return Endings.end(turn, Estates.handOverAll(turn, next), sa, false, "peer-deleted");
    }
}
