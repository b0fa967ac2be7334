package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.session.Aggressive;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Lineage;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import java.util.List;
import java.util.Optional;

/** Orders from the API and from other sessions. */
public final class Commands {
    /** The peer has said that it knows nothing of us: it need not be told. */
    private static final String INITIAL_CONTACT = "initial-contact";

    private static final String ORDERED = "an operator wants it";

    private Commands() {}

    public static Session receive(Turn turn, Session session, IkeCommand command) {
        return switch (command) {
            case IkeCommand.Initiate initiate -> initiate(turn, session, initiate.connection());
            case IkeCommand.Terminate terminate -> terminate(turn, session, terminate.reason());
            case IkeCommand.Rekey rekey -> rekey(turn, session, rekey.scope());
            case IkeCommand.Renew renew -> renew(turn, session, renew);
            case IkeCommand.HandOver claim -> Successions.asked(turn, session, claim);
            case IkeCommand.Adopt estate -> Estates.adopt(turn, session, estate);
            case IkeCommand.PassOn news -> Outcomes.passedOn(turn, session, news);
            case IkeCommand.PeerDeleted news -> Estates.peerDeleted(turn, session, news);
            case IkeCommand.Relieve news -> Closures.relieve(turn, session, news);
            case IkeCommand.Lease lease -> AddressServer.granted(turn, session, lease.granted());
        };
    }

    private static Session initiate(Turn turn, Session session, String name) {
        return connection(turn, session, name)
                .map(connection -> initiate(turn, session, connection))
                .orElse(session);
    }

    /** What a session that does not exist yet is to negotiate. */
    private static Optional<Connection> connection(Turn turn, Session session, String name) {
        if (!session.isOver()) {
            turn.output(new Output.Count("already-initiated"));
            return Optional.empty();
        }
        Optional<Connection> connection = turn.environment()
                .connections()
                .named(name)
                .filter(found -> found.gateway().equals(turn.key().gateway()));
        if (connection.isEmpty()) {
            turn.decided(Cookie.NONE, name, "no-connection", "this gateway has no connection of this name");
            turn.output(new Output.Count("no-connection"));
        }
        return connection;
    }

    private static Session initiate(Turn turn, Session session, Connection connection) {
        Optional<Endpoint> peer = soleAddress(connection);
        if (peer.isEmpty()) {
            turn.decided(Cookie.NONE, connection.name(), "no-sole-address", "the connection's peer is not one address");
            turn.output(new Output.Count("no-sole-address"));
            return session;
        }
        Endpoint here =
                new Endpoint(connection.local().address(), connection.local().port());
        return start(turn, session, connection, here, peer.get(), false);
    }

    private static Session renew(Turn turn, Session session, IkeCommand.Renew order) {
        return connection(turn, session, order.connection())
                .map(connection -> start(
                        turn,
                        session.with(Lineage.renewing(order.renews())),
                        connection,
                        order.here(),
                        order.there(),
                        order.marked()))
                .orElse(session);
    }

    private static Session start(
            Turn turn, Session session, Connection connection, Endpoint here, Endpoint there, boolean marked) {
        Association association = new Association(
                Role.INITIATOR, connection.name(), here, there, marked, NatSituation.NONE, turn.now(), null);
        return switch (connection.ike().exchange()) {
            case MAIN -> MainModeInitiator.start(turn, session, connection, association);
            case AGGRESSIVE -> AggressiveInitiator.start(turn, session, connection, association);
        };
    }

    private static Session rekey(Turn turn, Session session, IkeCommand.Rekey.Scope scope) {
        if (!(session.phase1() instanceof Phase1.Established(IsakmpSa sa))
                || session.lineage().heir() != null) {
            turn.output(new Output.Count("nothing-to-rekey"));
            return session;
        }
        return switch (scope) {
            case ISAKMP_SA -> PhaseOneRenewals.start(turn, session, sa, ORDERED);
            case CHILD_SAS -> Renewals.startAll(turn, session, ORDERED);
        };
    }

    static Optional<Endpoint> soleAddress(Connection connection) {
        List<IpPrefix> addresses = connection.peer().addresses();
        return addresses.size() == 1
                        && addresses.getFirst().length()
                                == addresses.getFirst().address().bits()
                ? Optional.of(new Endpoint(
                        addresses.getFirst().address(), connection.peer().port()))
                : Optional.empty();
    }

    private static Session terminate(Turn turn, Session session, String reason) {
        return switch (session.phase1()) {
            case Phase1.Established(IsakmpSa sa) ->
                Endings.end(turn, session, sa, !reason.equals(INITIAL_CONTACT), reason);
            case Phase1.Fresh ignored -> {
                turn.output(new Output.Retire(turn.key()));
                yield session;
            }
            case Phase1.SentProposal ignored -> abort(turn, session, reason);
            case Phase1.SentKeyExchange ignored -> abort(turn, session, reason);
            case Phase1.SentIdentity ignored -> abort(turn, session, reason);
            case Phase1.AnsweredProposal ignored -> abort(turn, session, reason);
            case Phase1.AnsweredKeyExchange ignored -> abort(turn, session, reason);
            case Aggressive ignored -> abort(turn, session, reason);
            case Phase1.Closed closed -> Closures.end(turn, session, closed, reason);
            case Phase1.Failed ignored -> abort(turn, session, reason);
        };
    }

    private static Session abort(Turn turn, Session session, String reason) {
        turn.decided(session.phase1(), reason, "the negotiation is given up");
        return Endings.forget(turn, session);
    }
}
