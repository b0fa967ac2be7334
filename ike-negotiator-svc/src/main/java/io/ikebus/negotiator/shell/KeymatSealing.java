package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.vault.AgentKeys;
import io.ikebus.negotiator.vault.AgentKeys.GatewayKey;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.SaKeySealing;

/** Seals KEYMAT to the agent of the SA's gateway. */
final class KeymatSealing {
    /** What an agent says of keys that were sealed to another one. */
    private static final String UNSEALABLE = "unsealable";

    private final AgentKeys agents;

    KeymatSealing(AgentKeys agents) {
        this.agents = agents;
    }

    sealed interface Result {
        record Sealed(Octets sealed) implements Result {}

        /** @param reason a stable code */
        record Unsealed(String reason) implements Result {}
    }

    Result seal(SaId id, Secret keymat) {
        return switch (agents.of(id.gateway())) {
            case GatewayKey.Missing(String reason) -> new Result.Unsealed(reason);
            case GatewayKey.Known(Octets publicKey) -> {
                try {
                    yield new Result.Sealed(SaKeySealing.seal(publicKey, id, keymat));
                } catch (IllegalArgumentException _) {
                    // 32 octets that are no point of the curve: the agent published nonsense.
                    yield new Result.Unsealed("bad-gateway-key");
                }
            }
        };
    }

    /** An agent that has been started anew has a new key, and says so by what it cannot open. */
    void learn(SaOutcome outcome) {
        if (outcome.kind() == SaOutcome.Kind.FAILED && outcome.reason().equals(UNSEALABLE)) {
            agents.forget(outcome.id().gateway());
        }
    }
}
