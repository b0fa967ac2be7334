package io.ikebus.negotiator.vault;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;

/** To which public key the agent of a gateway opens what is sealed. */
public interface AgentKeys {
    GatewayKey of(GatewayId gateway);

    /** The agent could not open what was sealed to the key: ask again next time. */
    void forget(GatewayId gateway);

    /** What is known of a gateway's key. */
    sealed interface GatewayKey {
        record Known(Octets publicKey) implements GatewayKey {}

        /** @param reason a stable code: {@code no-gateway-key}, or why the vault did not answer */
        record Missing(String reason) implements GatewayKey {}
    }
}
