package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.engine.Environment;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Step;
import io.ikebus.negotiator.session.Session;

/** The engine, as far as the shell knows it. */
@FunctionalInterface
public interface StepFunction {
    Step step(Session session, Input input, Environment environment);
}
