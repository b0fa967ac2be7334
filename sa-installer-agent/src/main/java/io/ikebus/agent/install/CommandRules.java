package io.ikebus.agent.install;

import io.ikebus.agent.kernel.PolicySlot;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command must keep to beyond what its record's types say. */
final class CommandRules {
    private static final int MOST_POLICIES = 64;
    private static final int LONGEST_CONNECTION_NAME = 255;

    private CommandRules() {}

    /** The first rule that is broken, as a sentence; empty if none is. */
    static Optional<String> violation(SaId id, String connection, SaDescription sa, List<PolicyDescription> policies) {
        if (id.protocol() != sa.transform().protocol()) {
            return Optional.of("the transform is one of " + sa.transform().protocol());
        }
        // RFC 3948 2: what goes into UDP is ESP; AH protects the addresses that a translator would change.
        if (id.protocol() != IpsecProtocol.ESP && sa.encapsulation() != null) {
            return Optional.of("only ESP goes into UDP");
        }
        if (!sameFamily(id.destination(), sa.source())) {
            return Optional.of("source and destination of an SA have one address family");
        }
        if (connection.length() > LONGEST_CONNECTION_NAME) {
            return Optional.of("a connection's name has at most " + LONGEST_CONNECTION_NAME + " characters");
        }
        if (isInverted(sa.lifetime())) {
            return Optional.of("a soft limit lies below its hard limit");
        }
        if (policies.size() > MOST_POLICIES) {
            return Optional.of("an SA brings at most " + MOST_POLICIES + " policies");
        }
        Set<PolicySlot> slots = new HashSet<>();
        for (PolicyDescription policy : policies) {
            if (!slots.add(PolicySlot.of(policy))) {
                return Optional.of("two policies have the same direction and selector");
            }
            if (!sameFamily(policy.tunnelSource(), policy.tunnelDestination())) {
                return Optional.of("source and destination of a tunnel have one address family");
            }
            if (policy.reqid() < 1) {
                return Optional.of("a reqid is positive");
            }
        }
        return Optional.empty();
    }

    private static boolean sameFamily(IpAddress one, IpAddress other) {
        return one.isV4() == other.isV4();
    }

    private static boolean isInverted(SaLifetime lifetime) {
        return isInverted(lifetime.softSeconds(), lifetime.hardSeconds())
                || isInverted(lifetime.softBytes(), lifetime.hardBytes());
    }

    private static boolean isInverted(long soft, long hard) {
        return hard != 0 && soft > hard;
    }
}
