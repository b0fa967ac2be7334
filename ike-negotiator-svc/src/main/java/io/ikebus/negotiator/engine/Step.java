package io.ikebus.negotiator.engine;

import io.ikebus.negotiator.session.Session;
import java.util.List;

/** The session after an input, and what is to be done. {@code next.isOver()} means: forget the session. */
public record Step(Session next, List<Output> outputs) {
    public Step {
        outputs = List.copyOf(outputs);
    }
}
