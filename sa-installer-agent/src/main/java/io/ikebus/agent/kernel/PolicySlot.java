package io.ikebus.agent.kernel;

import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SaDescription.Mark;
import org.jspecify.annotations.Nullable;

/** What names a policy in a kernel's SPD: there is one per slot, whatever its priority and template. */
public record PolicySlot(
        PolicyDirection direction,
        IpPrefix source,
        IpPrefix destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        @Nullable Mark mark,
        @Nullable Integer interfaceId) {

    public static PolicySlot of(PolicyDescription policy) {
        return new PolicySlot(
                policy.direction(),
                policy.source(),
                policy.destination(),
                policy.protocol(),
                policy.sourcePort(),
                policy.destinationPort(),
                policy.mark(),
                policy.interfaceId());
    }
}
