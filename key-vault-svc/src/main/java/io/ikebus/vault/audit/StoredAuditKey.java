package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;

/**
 * The audit key as it lies in the database.
 *
 * @param sealed 32 octets, sealed and bound to the rest
 */
public record StoredAuditKey(Instant createdAt, Octets sealed) {

    public Octets binding() {
        return binding(createdAt);
    }

    static Octets binding(Instant createdAt) {
        return RowBinding.of("audit_key", createdAt);
    }
}
