package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.SaRef;

/** What becomes of {@link Held} once a plan has been carried out. */
public sealed interface Change {

    record Hold(HeldSa held) implements Change {}

    record Release(SaRef ref) implements Change {}
}
