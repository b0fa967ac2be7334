package io.ikebus.negotiator.api;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Orders to sessions: to one that does not exist yet, and to all of a connection. */
@Singleton
class Orders {
    private final BusWriter bus;
    private final StatusBoard statuses;
    private final SecureRandom random;
    private final InstantSource clock;

    @Inject
    Orders(BusWriter bus, StatusBoard statuses, SecureRandom random, InstantSource clock) {
        this.bus = bus;
        this.statuses = statuses;
        this.random = random;
        this.clock = clock;
    }

    /** The session that will live under the cookie picked here. */
    SessionKey initiate(Connection connection) {
        List<IpPrefix> peers = connection.peer().addresses();
        IpPrefix first = peers.getFirst();
        if (peers.size() != 1 || first.length() != first.address().bits()) {
            throw new RefusedException(Problem.of(
                    Status.CONFLICT,
                    "not-initiable",
                    "peer.addresses of " + connection.name() + " is not exactly one host: nobody to send to"));
        }
        SessionKey session = new SessionKey(connection.gateway(), cookie());
        bus.order(List.of(new IkeCommand.Initiate(IkeCommand.VERSION, session, connection.name(), now())));
        return session;
    }

    /** Every session of the connection that is known here. */
    List<SessionKey> terminate(String connection, String reason) {
        List<SessionKey> sessions = statuses.ofConnection(connection);
        Instant now = now();
        bus.order(sessions.stream()
                .map(session -> new IkeCommand.Terminate(IkeCommand.VERSION, session, reason, now))
                .toList());
        return sessions;
    }

    /**
     * Every established session of the connection that is known here.
     *
     * @throws RefusedException if there is none
     */
    List<SessionKey> rekey(String connection, IkeCommand.Rekey.Scope scope) {
        List<SessionKey> sessions = statuses.ofConnection(connection).stream()
                .filter(session -> statuses.of(session)
                        .filter(status -> status.state().equals(StatusBoard.ESTABLISHED))
                        .isPresent())
                .toList();
        if (sessions.isEmpty()) {
            throw new RefusedException(
                    Problem.of(Status.CONFLICT, "not-established", connection + " has no session that is established"));
        }
        Instant now = now();
        bus.order(sessions.stream()
                .map(session -> new IkeCommand.Rekey(IkeCommand.VERSION, session, scope, now))
                .toList());
        return sessions;
    }

    /** RFC 2408 2.5.3: cookies must not be guessed by others; zero says that there is none. */
    private Cookie cookie() {
        long value;
        do {
            value = random.nextLong();
        } while (value == 0);
        return new Cookie(value);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
