package io.ikebus.vault.holdings;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;
import java.util.UUID;

/**
 * A credential as it lies in the database.
 *
 * @param id for life; a credential made again under the same name has another
 * @param type a {@link CredentialType}
 * @param version 1, and one more with each change
 * @param selectors JSON
 * @param content JSON: {@link Content}
 * @param sealed the secret under the master key, bound to everything else here
 */
public record StoredCredential(
        UUID id,
        String name,
        String type,
        long version,
        String selectors,
        String content,
        Instant createdAt,
        Instant changedAt,
        Octets sealed) {

    public Octets binding() {
        return binding(id, name, type, version, selectors, content, createdAt, changedAt);
    }

    public StoredCredential withSealed(Octets other) {
        return new StoredCredential(id, name, type, version, selectors, content, createdAt, changedAt, other);
    }

    /** What the secret of such a row must be bound to. */
    public static Octets binding(
            UUID id,
            String name,
            String type,
            long version,
            String selectors,
            String content,
            Instant createdAt,
            Instant changedAt) {
        return RowBinding.of("credential", id, name, type, version, selectors, content, createdAt, changedAt);
    }
}
