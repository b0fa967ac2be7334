package io.ikebus.agent.plan;

import io.ikebus.protocol.bus.SaOutcome;
import java.util.List;

/** What a command leads to. */
public sealed interface Decision {

    /** All of these operations or none; then the change is true and the outcome is this. */
    record Act(List<Step> steps, Change change, SaOutcome.Kind kind) implements Decision {
        public Act {
            steps = List.copyOf(steps);
        }
    }

    /** The outcome is known, and the kernel is left alone. */
    record Settled(SaOutcome.Kind kind, String reason, String detail) implements Decision {}
}
