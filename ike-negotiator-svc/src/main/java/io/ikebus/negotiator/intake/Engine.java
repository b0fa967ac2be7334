package io.ikebus.negotiator.intake;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.exchange.AggressiveMode;
import io.ikebus.negotiator.exchange.Commands;
import io.ikebus.negotiator.exchange.Deadlines;
import io.ikebus.negotiator.exchange.Estates;
import io.ikebus.negotiator.exchange.Informational;
import io.ikebus.negotiator.exchange.MainMode;
import io.ikebus.negotiator.exchange.NewGroupMode;
import io.ikebus.negotiator.exchange.Outcomes;
import io.ikebus.negotiator.exchange.Paths;
import io.ikebus.negotiator.exchange.QuickModes;
import io.ikebus.negotiator.exchange.Transactions;
import io.ikebus.negotiator.exchange.Turn;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Pending;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.Map;

/** The protocol engine: deterministic, without I/O, thread-safe. */
public final class Engine {

    /**
     * Takes one input.
     *
     * @throws IllegalStateException for a fault of ours, never of a peer's
     */
    public Step step(Session session, Input input, Environment environment) {
        Pending pending = session.pending();
        if (input instanceof Input.CredentialAnswered(VaultAnswer answer)) {
            if (pending == null) {
                throw new IllegalStateException("the session has asked the vault nothing");
            }
            Turn again = new Turn(environment, session.key(), pending.with(answer));
            return take(session.with((Pending) null), pending.cause(), again);
        }
        if (pending != null) {
            throw new IllegalStateException("the session waits for the vault and got " + input.getClass());
        }
        Turn turn = new Turn(environment, session.key(), Map.of());
        return switch (input) {
            case Input.DatagramReceived(DatagramHeaders headers, Octets message) ->
                take(session, new Pending.Cause.Datagram(headers, message), turn);
            case Input.CommandReceived(IkeCommand command) -> take(session, new Pending.Cause.Order(command), turn);
            case Input.SaOutcomeReceived(SaOutcome outcome) ->
                done(turn, session, Outcomes.receive(turn, session, outcome));
            case Input.TimerFired() -> done(turn, session, Deadlines.pass(turn, session));
            case Input.CredentialAnswered ignored -> throw new IllegalStateException("handled above");
        };
    }

    /** Takes in what may ask the vault, as far as it goes without an answer. */
    private static Step take(Session session, Pending.Cause cause, Turn turn) {
        Session next =
                switch (cause) {
                    case Pending.Cause.Datagram(DatagramHeaders headers, Octets message) ->
                        receive(turn, session, headers, message);
                    case Pending.Cause.Order(IkeCommand command) -> Commands.receive(turn, session, command);
                };
        return turn.openQuestion()
                .map(question -> new Step(
                        next.with(new Pending(cause, question, turn.answers())),
                        List.of(new Output.AskVault(question))))
                .orElseGet(() -> done(turn, session, next));
    }

    private static Step done(Turn turn, Session before, Session stepped) {
        Session after = Estates.settle(turn, stepped);
        StatusReport.changed(before, after).ifPresent(status -> turn.output(new Output.Report(status)));
        return new Step(after, turn.outputs());
    }

    private static Session receive(Turn turn, Session session, DatagramHeaders headers, Octets message) {
        IsakmpHeader header;
        switch (IsakmpHeader.decode(message)) {
            case Decoded.Refused<IsakmpHeader> refused -> {
                turn.drop(session.phase1(), message, refused.reason().code(), refused.detail());
                return session;
            }
            case Decoded.Accepted<IsakmpHeader>(IsakmpHeader accepted) -> header = accepted;
        }
        if (!headers.gateway().equals(session.key().gateway())
                || !header.initiatorCookie().equals(session.key().initiatorCookie())) {
            throw new IllegalStateException("a message of another session");
        }
        Association association = session.phase1().association();
        if (association != null && !Paths.admits(session.phase1(), headers)) {
            turn.drop(
                    session.phase1(),
                    message,
                    "third-address",
                    "came from " + headers.remote() + " to " + headers.local() + ", not over the session's path");
            return session;
        }
        if (!header.responderCookie().isNone()
                && !session.phase1().responderCookie().isNone()
                && !header.responderCookie().equals(session.phase1().responderCookie())) {
            turn.drop(session.phase1(), message, "wrong-cookie", "the responder cookie is not this session's");
            return session;
        }
        return switch (header.exchangeType()) {
            case ExchangeType.MAIN_MODE -> MainMode.receive(turn, session, headers, header, message);
            case ExchangeType.AGGRESSIVE_MODE -> AggressiveMode.receive(turn, session, headers, header, message);
            case ExchangeType.QUICK_MODE -> QuickModes.receive(turn, session, headers, header.messageId(), message);
            case ExchangeType.TRANSACTION -> Transactions.receive(turn, session, headers, header.messageId(), message);
            case ExchangeType.NEW_GROUP_MODE ->
                NewGroupMode.receive(turn, session, headers, header.messageId(), message);
            case ExchangeType.INFORMATIONAL -> Informational.receive(turn, session, headers, header, message);
            default -> {
                turn.drop(
                        session.phase1(),
                        message,
                        "unsupported-exchange",
                        ExchangeType.nameOf(header.exchangeType()) + " is not spoken here");
                yield session;
            }
        };
    }
}
