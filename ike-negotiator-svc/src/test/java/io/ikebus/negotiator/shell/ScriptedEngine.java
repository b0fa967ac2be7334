package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.nat.NatSituation;
import io.ikebus.negotiator.session.Association;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus.Role;
import io.ikebus.protocol.isakmp.Cookie;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An engine that does what the test says, in that order, and remembers what it was asked. */
final class ScriptedEngine implements StepFunction {
    final List<Input> inputs = new ArrayList<>();
    final List<Session> sessions = new ArrayList<>();
    final List<Environment> environments = new ArrayList<>();
    private final Deque<StepFunction> script = new ArrayDeque<>();

    ScriptedEngine then(StepFunction step) {
        script.add(step);
        return this;
    }

    /** Keeps a session that wants to be woken then. */
    ScriptedEngine thenKeep(Instant deadline, Output... outputs) {
        return then((session, input, environment) -> new Step(kept(session.key(), deadline), List.of(outputs)));
    }

    /** Leaves the session as it is. */
    ScriptedEngine thenLeave(Output... outputs) {
        return then((session, input, environment) -> new Step(session, List.of(outputs)));
    }

    ScriptedEngine thenEnd(Output... outputs) {
        return then((session, input, environment) -> new Step(Session.fresh(session.key()), List.of(outputs)));
    }

    ScriptedEngine thenFail(String why) {
        return then((session, input, environment) -> {
            throw new IllegalStateException(why);
        });
    }

    boolean isThrough() {
        return script.isEmpty();
    }

    static Session kept(SessionKey key, Instant deadline) {
        Association association = new Association(
                Role.RESPONDER,
                "to-west",
                Endpoint.parse("192.0.2.1:500"),
                Endpoint.parse("192.0.2.2:500"),
                false,
                NatSituation.NONE,
                Instant.EPOCH,
                null);
        return Session.fresh(key).with(new Phase1.Failed(association, new Cookie(9), "kept", deadline));
    }

    @Override
    public Step step(Session session, Input input, Environment environment) {
        inputs.add(input);
        sessions.add(session);
        environments.add(environment);
        StepFunction next = script.poll();
        if (next == null) {
            throw new AssertionError("nothing is scripted for " + input);
        }
        return next.step(session, input, environment);
    }
}
