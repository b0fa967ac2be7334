package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.isakmp.Cookie;
import java.util.Optional;

/** Orders from the API and from other sessions. */
public final class Commands {
    /** The peer has said that it knows nothing of us: it need not be told. */
    private static final String INITIAL_CONTACT = "initial-contact";

    private Commands() {}

    public static Session receive(Turn turn, Session session, IkeCommand command) {
        return switch (command) {
            case IkeCommand.Initiate initiate -> initiate(turn, session, initiate.connection());
            case IkeCommand.Terminate terminate -> terminate(turn, session, terminate.reason());
        };
    }

    private static Session initiate(Turn turn, Session session, String name) {
        if (!session.isOver()) {
            turn.output(new Output.Count("already-initiated"));
            return session;
        }
        Optional<Connection> connection = turn.environment().connections().named(name);
        if (connection.isEmpty()
                || !connection.get().gateway().equals(turn.key().gateway())) {
            turn.decided(Cookie.NONE, name, "no-connection", "this gateway has no connection of this name");
            turn.output(new Output.Count("no-connection"));
            return session;
        }
        return MainModeInitiator.start(turn, session, connection.get());
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
            case Phase1.Failed ignored -> abort(turn, session, reason);
        };
    }

    private static Session abort(Turn turn, Session session, String reason) {
        turn.decided(session.phase1(), reason, "the negotiation is given up");
        return Endings.forget(turn, session);
    }
}
