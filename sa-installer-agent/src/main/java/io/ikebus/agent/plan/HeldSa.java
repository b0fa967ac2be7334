package io.ikebus.agent.plan;

import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SessionKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An SA that this agent answers for.
 *
 * @param policies inbound, forward, outbound
 * @param present whether the kernel has it; if not it is lost, expired or closed, and only its policies are left, so
 *     that nothing leaves in clear before the negotiator has decided
 * @param since when the command was executed, or the agent found it so
 */
public record HeldSa(
        SaId id,
        SessionKey session,
        String connection,
        SaDescription sa,
        List<PolicyDescription> policies,
        Fingerprint fingerprint,
        boolean present,
        Instant since) {

    public HeldSa {
        // PolicyDirection's own order is in, out, forward.
        policies = policies.stream()
                .sorted(Comparator.comparing(policy -> switch (policy.direction()) {
                    case IN -> 0;
                    case FORWARD -> 1;
                    case OUT -> 2;
                }))
                .toList();
    }

    public SaRef ref() {
        return SaRef.of(id);
    }

    public HeldSa gone() {
        return new HeldSa(id, session, connection, sa, policies, fingerprint, false, since);
    }

    /** As the kernel shows it. */
    HeldSa found(Fingerprint shown) {
        return new HeldSa(
                id, session, connection, sa, policies, fingerprint.isKnown() ? fingerprint : shown, true, since);
    }

    /** Whether a command wants exactly what is there. */
    boolean isSameAs(HeldSa other) {
        return id.equals(other.id)
                && sa.equals(other.sa)
                && policies.equals(other.policies)
                && fingerprint.equals(other.fingerprint);
    }
}
