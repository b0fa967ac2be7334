package io.ikebus.vault.holdings;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last time that somebody asked for every row to be brought under another master key.
 *
 * @param keyId of the master key that it went, or goes, to
 * @param finishedAt null as long as rows are left
 * @param seal nothing, sealed and bound to everything else here
 */
public record StoredRotation(
        String keyId, Instant askedAt, @Nullable Instant finishedAt, Octets seal) {
    /** What is damaged when this is. */
    static final String NAME = "master-key-rotation";

    public Octets binding() {
        return binding(keyId, askedAt, finishedAt);
    }

    /** What the seal of such a row must be bound to. */
    public static Octets binding(String keyId, Instant askedAt, @Nullable Instant finishedAt) {
        return RowBinding.of("master_key_rotation", keyId, askedAt, finishedAt == null ? "" : finishedAt);
    }
}
