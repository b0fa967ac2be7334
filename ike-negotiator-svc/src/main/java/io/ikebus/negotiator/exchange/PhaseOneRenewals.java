package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Renewal;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An ISAKMP SA is renewed by another phase 1, since IKEv1 has no exchange to rekey one: a session with a cookie of its
 * own that is told whose place it takes. {@link Successions} is what follows when it is established.
 */
final class PhaseOneRenewals {
    /** As with child SAs: the initiator renews first, so that both ends rarely do at once. */
    private static final int INITIATOR_SOFT_PERCENT = 80;

    private static final int RESPONDER_SOFT_PERCENT = 90;
    private static final int JITTER_PERCENT = 5;

    /** A phase 1 that nobody answers is over by then. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(90);

    private PhaseOneRenewals() {}

    /** For an ISAKMP SA that is established now. */
    static Renewal plan(Turn turn, Association association, long lifetimeSeconds) {
        int soft = (association.role() == Role.INITIATOR ? INITIATOR_SOFT_PERCENT : RESPONDER_SOFT_PERCENT)
                - turn.environment().random(1).u8(0) % JITTER_PERCENT;
        return Renewal.NONE
                .startingAt(turn.now().plusMillis(lifetimeSeconds * 10 * soft))
                .lookingAt(turn.now().plus(Successions.LOOK_AGAIN_AFTER));
    }

    /** @param why for the diary */
    static Session start(Turn turn, Session session, IsakmpSa sa, String why) {
        Optional<Connection> connection =
                turn.environment().connections().named(sa.association().connection());
        if (connection.isEmpty()) {
            return session.with(new Phase1.Established(sa.with(sa.renewal().startingAt(null))));
        }
        SessionKey next = newSession(turn);
        turn.decided(session.phase1(), "isakmp-renewal", "session " + next + " is to take this one's place: " + why);
        turn.output(new Output.Command(order(turn, next, connection.get(), sa.association())));
        Instant again = turn.now().plus(AGAIN_AFTER);
        return session.with(new Phase1.Established(sa.with(sa.renewal().startingAt(again))));
    }

    /** Where the connection says that the peer is; else, or if a translator stands before it, where it is now. */
    private static IkeCommand.Renew order(Turn turn, SessionKey next, Connection connection, Association now) {
        Optional<Endpoint> sole = Commands.soleAddress(connection)
                .filter(_ -> now.role() == Role.INITIATOR || !now.nat().there());
        return new IkeCommand.Renew(
                IkeCommand.VERSION,
                next,
                connection.name(),
                turn.key(),
                sole.isPresent()
                        ? new Endpoint(
                                connection.local().address(), connection.local().port())
                        : now.local(),
                sole.orElse(now.remote()),
                sole.isEmpty() && now.marked(),
                turn.now());
    }

    /** One that nobody has: cookies must not be guessed by others (RFC 2408 2.5.3), and zero says that there is none. */
    static SessionKey newSession(Turn turn) {
        Cookie cookie = Cookie.NONE;
        while (cookie.isNone()) {
            cookie = Cookie.parse(turn.environment().random(8).hex());
        }
        return new SessionKey(turn.key().gateway(), cookie);
    }
}
