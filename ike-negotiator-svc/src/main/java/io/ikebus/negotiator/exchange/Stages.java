package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.ExtendedAuthentication;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.Connection.Addresses;
import io.ikebus.negotiator.connection.Connection.RemoteAccess;
import io.ikebus.negotiator.connection.Connection.Side;
import io.ikebus.negotiator.connection.Connection.Way;
import io.ikebus.negotiator.connection.Selectors;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.Configuration;
import io.ikebus.negotiator.session.Configuration.Stage;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Retransmission;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What comes between phase 1 and Quick Mode, one stage after the other; {@link Configuration} has the diagram. */
final class Stages {
    /** How long the side that is asked waits for the other: as long as strongSwan goes on asking. */
    private static final Duration PATIENCE = Duration.ofSeconds(170);

    private Stages() {}

    /** What phase 1 of this connection says about the time after it. */
    static ExtendedAuthentication extendedAuthentication(Connection connection, Role role) {
        RemoteAccess access = connection.remoteAccess();
        Connection.User user = access == null ? null : access.user();
        if (user == null) {
            return ExtendedAuthentication.NONE;
        }
        boolean asksInitiator = (user.side() == Side.CLIENT) == (role == Role.INITIATOR);
        return user.hybrid()
                ? asksInitiator ? ExtendedAuthentication.HYBRID_INITIATOR : ExtendedAuthentication.HYBRID_RESPONDER
                : asksInitiator ? ExtendedAuthentication.INITIATOR : ExtendedAuthentication.RESPONDER;
    }

    /** Phase 1 is done. */
    static Session begin(Turn turn, Session session) {
        Optional<Connection.User> user = remoteAccess(turn, session).map(RemoteAccess::user);
        if (user.isEmpty()) {
            return afterUser(turn, session);
        }
        Session waiting = at(turn, session, Stage.USER);
        return switch (user.get().side()) {
            case SERVER -> UserServer.ask(turn, waiting);
            case CLIENT -> nudging(turn, waiting);
        };
    }

    /** The user is who he says, or we are, or nobody asks. */
    static Session afterUser(Turn turn, Session session) {
        Session known = configuration(session).initialContact()
                ? initialContact(turn, with(session, configuration(session).afterInitialContact(false)))
                : session;
        Optional<Addresses> addresses = remoteAccess(turn, known).map(RemoteAccess::addresses);
        if (addresses.isEmpty()) {
            return open(turn, known);
        }
        Session waiting = at(turn, known, Stage.ADDRESS);
        if (addresses.get().side() == Side.SERVER) {
            return AddressServer.claim(turn, waiting, addresses.get());
        }
        return addresses.get().way() == Way.PULL ? AddressClient.ask(turn, waiting) : nudging(turn, waiting);
    }

    /** Nothing is left to settle. */
    static Session open(Turn turn, Session session) {
        Session next = at(turn, session, Stage.OPEN);
        Successions.look(turn, next, QuickModes.sa(next));
        if (next.lineage().renews() != null) {
            // There is a session that has them already.
            return next;
        }
        return startChildren(turn, next);
    }

    /** As initiator, and as soon as nothing is left to settle: a Quick Mode for each child of the connection. */
    static Session startChildren(Turn turn, Session session) {
        if (!configuration(session).isOpen()) {
            return session;
        }
        Session next = session;
        List<Connection.Child> children = connection(turn, next).stream()
                .flatMap(found -> children(found, QuickModes.sa(session)))
                .toList();
        for (Connection.Child child : children) {
            if (next.phase1() instanceof Phase1.Established(IsakmpSa sa)
                    && sa.association().role() == Role.INITIATOR) {
                next = QuickModeInitiator.start(turn, next, sa, child);
            }
        }
        return next;
    }

    /** The connection's children as this ISAKMP SA has them: narrowed to the address that has been given. */
    static Stream<Connection.Child> children(Connection connection, IsakmpSa sa) {
        RemoteAccess access = connection.remoteAccess();
        Addresses addresses = access == null ? null : access.addresses();
        IpAddress address = sa.configuration().address();
        return addresses == null || address == null
                ? connection.children().stream()
                : connection.children().stream()
                        .map(child -> addresses.side() == Side.SERVER
                                ? child.between(child.local(), Selectors.narrowed(child.remote(), address))
                                : child.between(Selectors.narrowed(child.local(), address), child.remote()));
    }

    /** The peer has no other SA. Who that is may have to be found out first. */
    static Session initialContact(Turn turn, Session session) {
        boolean serves = remoteAccess(turn, session)
                .map(RemoteAccess::user)
                .filter(user -> user.side() == Side.SERVER)
                .isPresent();
        if (serves && configuration(session).user() == null) {
            return with(session, configuration(session).afterInitialContact(true));
        }
        Handshakes.initialContact(turn, QuickModes.sa(session));
        return session;
    }

    private static Session at(Turn turn, Session session, Stage stage) {
        return with(
                session,
                configuration(session)
                        .at(stage, stage == Stage.OPEN ? null : turn.now().plus(PATIENCE)));
    }

    /** The last message of Aggressive Mode is ours, and nothing has told us yet that the peer has got it. */
    private static Session nudging(Turn turn, Session session) {
        IsakmpSa sa = QuickModes.sa(session);
        Octets lastMessage = sa.answered().answer();
        return sa.association().role() == Role.RESPONDER || lastMessage.isBlank()
                ? session
                : with(session, configuration(session).nudging(Retransmission.first(lastMessage, turn.now())));
    }

    static Session with(Session session, Configuration next) {
        return session.with(new Phase1.Established(QuickModes.sa(session).with(next)));
    }

    static Configuration configuration(Session session) {
        return QuickModes.sa(session).configuration();
    }

    static Optional<Connection> connection(Turn turn, Session session) {
        return turn.environment()
                .connections()
                .named(QuickModes.sa(session).association().connection());
    }

    static Optional<RemoteAccess> remoteAccess(Turn turn, Session session) {
        return connection(turn, session).map(Connection::remoteAccess);
    }

    /** Whether we have this part of XAUTH and it is the time for it. */
    static Optional<Connection.User> user(Turn turn, Session session, Side side) {
        return configuration(session).stage() == Stage.USER
                ? remoteAccess(turn, session).map(RemoteAccess::user).filter(user -> user.side() == side)
                : Optional.empty();
    }

    static Optional<Addresses> addresses(Turn turn, Session session, Side side) {
        return remoteAccess(turn, session).map(RemoteAccess::addresses).filter(one -> one.side() == side);
    }

    /** What is due by now, but for the messages of transactions. */
    static Session pass(Turn turn, Session session) {
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))) {
            return session;
        }
        Configuration configuration = sa.configuration();
        if (configuration.until() != null && !turn.now().isBefore(configuration.until())) {
            turn.output(new Output.Count("failed-peer-silent"));
            return Endings.end(turn, session, sa, true, "peer-silent");
        }
        Retransmission nudge = configuration.nudge();
        if (nudge == null || turn.now().isBefore(nudge.next())) {
            return session;
        }
        turn.repeat(sa.association(), nudge.message(), "nudge", "retransmission " + nudge.sent());
        @Nullable Retransmission next = nudge.again(turn.now()).orElse(null);
        return with(session, configuration.nudging(next));
    }
}
