package io.ikebus.agent.kernel;

import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.octets.Secret;
import org.jspecify.annotations.Nullable;

/** One change of a kernel's SAD or SPD. It happens or it does not; there is no half. */
public sealed interface Operation {

    /** Refused with {@link Errno#EEXIST} if an SA of that name is there. */
    record AddSa(SaRef ref, SaDescription sa, Secret keymat) implements Operation {}

    /**
     * Other lifetimes, or other ports of a UDP encapsulation that is there. Key, counters and replay window stay.
     * Refused with {@link Errno#ESRCH} if the SA is not there, with {@link Errno#EINVAL} if encapsulation comes or goes.
     */
    record UpdateSa(SaRef ref, SaDescription sa, Secret keymat) implements Operation {}

    /** Refused with {@link Errno#ESRCH} if the SA is not there. */
    record DeleteSa(SaRef ref, @Nullable Mark mark) implements Operation {}

    /** Refused with {@link Errno#EEXIST} if the slot is taken. */
    record AddPolicy(PolicyDescription policy) implements Operation {}

    /** Takes the slot, whether or not it is taken. */
    record ReplacePolicy(PolicyDescription policy) implements Operation {}

    /** Refused with {@link Errno#ENOENT} if the slot is empty. */
    record DeletePolicy(PolicySlot slot) implements Operation {}
}
