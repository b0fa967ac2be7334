package io.ikebus.vault.holdings;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;

/**
 * The public key that SA keys for a gateway are sealed to, as it lies in the database.
 *
 * @param publicKey X25519, 32 octets
 * @param version 1, and one more with each new key
 * @param seal nothing, sealed under the master key and bound to everything else here: who writes to the database
 *     cannot put a key of their own in the place of a gateway's
 */
public record GatewayKey(String gateway, Octets publicKey, int version, Instant changedAt, Octets seal) {

    public Octets binding() {
        return binding(gateway, publicKey, version, changedAt);
    }

    public GatewayKey withSeal(Octets other) {
        return new GatewayKey(gateway, publicKey, version, changedAt, other);
    }

    /** What the seal of such a row must be bound to. */
    public static Octets binding(String gateway, Octets publicKey, int version, Instant changedAt) {
        return RowBinding.of("gateway_key", gateway, publicKey.hex(), version, changedAt);
    }
}
