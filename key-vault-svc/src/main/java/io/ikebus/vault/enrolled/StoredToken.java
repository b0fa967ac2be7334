package io.ikebus.vault.enrolled;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A one-time token as it lies in the database.
 *
 * @param id shown in lists; no secret
 * @param names alternative names that its certificate gets, separated by commas
 * @param digest of the token: SHA-256
 * @param spentBy serial of the certificate that it was given for; null as long as there is none
 * @param seal nothing, bound to everything else here
 */
public record StoredToken(
        String id,
        ServiceRole role,
        String gateway,
        String names,
        Octets digest,
        String createdBy,
        Instant createdAt,
        Instant notAfter,
        @Nullable String spentBy,
        Octets seal) {

    public Octets binding() {
        return RowBinding.of(
                "enrolment_token",
                id,
                role,
                gateway,
                names,
                digest.hex(),
                createdBy,
                createdAt,
                notAfter,
                spentBy == null ? "" : spentBy);
    }

    public StoredToken withSeal(Octets other) {
        return new StoredToken(id, role, gateway, names, digest, createdBy, createdAt, notAfter, spentBy, other);
    }

    /** Its seal is to be made anew. */
    public StoredToken spent(String serial) {
        return new StoredToken(id, role, gateway, names, digest, createdBy, createdAt, notAfter, serial, Octets.EMPTY);
    }
}
