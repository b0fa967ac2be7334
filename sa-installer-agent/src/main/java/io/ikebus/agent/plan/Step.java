package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.Errno;
import io.ikebus.agent.kernel.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a plan.
 *
 * @param backward undoes {@code forward}; null if nothing can, which is so for the last step of a removal only
 * @param goal an error that means that the aim has been reached already; null if none does
 */
public record Step(
        Operation forward,
        @Nullable Operation backward,
        @Nullable Errno goal) {

    static Step of(Operation forward, Operation backward) {
        return new Step(forward, backward, null);
    }
}
