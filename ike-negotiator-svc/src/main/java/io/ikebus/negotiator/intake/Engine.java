package io.ikebus.negotiator.intake;

import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.engine.VaultAnswer;
import io.ikebus.negotiator.exchange.Commands;
import io.ikebus.negotiator.exchange.Deadlines;
import io.ikebus.negotiator.exchange.Informational;
import io.ikebus.negotiator.exchange.MainMode;
import io.ikebus.negotiator.exchange.Outcomes;
import io.ikebus.negotiator.exchange.QuickModes;
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

/** The protocol engine: deterministic, without I/O, thread-safe. */
public final class Engine {

    /**
     * Takes one input.
     *
     * @throws IllegalStateException for a fault of ours, never of a peer's
     */
    public Step step(Session session, Input input, Environment environment) {
        Turn turn = new Turn(environment, session.key());
        Session next = take(turn, session, input);
        if (next.pending() == null) {
            StatusReport.changed(session, next).ifPresent(status -> turn.output(new Output.Report(status)));
        }
        return new Step(next, turn.outputs());
    }

    private static Session take(Turn turn, Session session, Input input) {
        Pending pending = session.pending();
        if (pending != null && !(input instanceof Input.CredentialAnswered)) {
            throw new IllegalStateException("the session waits for the vault and got " + input.getClass());
        }
        return switch (input) {
            case Input.DatagramReceived(DatagramHeaders headers, Octets message) ->
                receive(turn, session, headers, message);
            case Input.CommandReceived(IkeCommand command) -> Commands.receive(turn, session, command);
            case Input.SaOutcomeReceived(SaOutcome outcome) -> Outcomes.receive(turn, session, outcome);
            case Input.TimerFired() -> Deadlines.pass(turn, session);
            case Input.CredentialAnswered(VaultAnswer answer) -> {
                if (pending == null) {
                    throw new IllegalStateException("the session has asked the vault nothing");
                }
                yield MainMode.resume(turn, session.with((Pending) null), pending, answer);
            }
        };
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
        if (association != null && !association.isPathOf(headers)) {
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
            case ExchangeType.QUICK_MODE -> QuickModes.receive(turn, session, header.messageId(), message);
            case ExchangeType.INFORMATIONAL -> Informational.receive(turn, session, header, message);
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
