package io.ikebus.vault.holdings;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;

/**
 * A key that negotiators seal sessions with, as it lies in the database.
 *
 * @param notAfter until when it seals; what it sealed can be opened for longer
 * @param sealed the key under the master key, bound to everything else here
 */
public record StoredSealingKey(String id, Instant createdAt, Instant notAfter, Octets sealed) {

    public Octets binding() {
        return binding(id, createdAt, notAfter);
    }

    public StoredSealingKey withSealed(Octets other) {
        return new StoredSealingKey(id, createdAt, notAfter, other);
    }

    /** What the key of such a row must be bound to. */
    public static Octets binding(String id, Instant createdAt, Instant notAfter) {
        return RowBinding.of("sealing_key", id, createdAt, notAfter);
    }
}
