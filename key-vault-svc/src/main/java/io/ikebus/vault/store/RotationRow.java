package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.holdings.StoredRotation;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Table {@code master_key_rotation}: one row, or none. */
@Entity
@Table(name = "master_key_rotation")
@SuppressWarnings("NullAway.Init")
public class RotationRow extends PanacheEntityBase {
    static final int ONLY = 1;

    @Id
    public int id;

    public String keyId;
    public Instant askedAt;
    public @Nullable Instant finishedAt;
    public byte[] seal;

    void take(StoredRotation rotation) {
        keyId = rotation.keyId();
        askedAt = rotation.askedAt();
        finishedAt = rotation.finishedAt();
        seal = rotation.seal().toByteArray();
    }

    StoredRotation stored() {
        return new StoredRotation(keyId, askedAt, finishedAt, Octets.copyOf(seal));
    }
}
