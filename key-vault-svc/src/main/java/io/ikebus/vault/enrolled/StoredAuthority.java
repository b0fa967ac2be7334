package io.ikebus.vault.enrolled;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.masterkey.RowBinding;
import java.time.Instant;

/**
 * A services authority as it lies in the database.
 *
 * @param id {@code sa-} and a digest of the certificate
 * @param certificate DER
 * @param imported then it may have signed certificates that no vault knows of
 * @param sealed the private key, PKCS #8, bound to everything else here
 */
public record StoredAuthority(String id, Octets certificate, boolean imported, Instant createdAt, Octets sealed) {

    public Octets binding() {
        return binding(id, certificate, imported, createdAt);
    }

    public StoredAuthority withSealed(Octets other) {
        return new StoredAuthority(id, certificate, imported, createdAt, other);
    }

    /** What the key of such a row must be bound to. */
    public static Octets binding(String id, Octets certificate, boolean imported, Instant createdAt) {
        return RowBinding.of("service_authority", id, certificate.hex(), imported, createdAt);
    }
}
