package io.ikebus.agent.install;

import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.Optional;

/** Opens KEYMAT that was sealed to this agent; empty if it was sealed to another, for another SA, or changed. */
@FunctionalInterface
public interface KeyOpener {
    Optional<Secret> open(SaId id, Octets sealed);
}
