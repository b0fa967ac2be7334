package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Table {@code sealing_key}. */
@Entity
@Table(name = "sealing_key")
@SuppressWarnings("NullAway.Init")
public class SealingKeyRow extends PanacheEntityBase {
    @Id
    public String id;

    public Instant createdAt;
    public Instant notAfter;
    public byte[] sealed;

    void take(StoredSealingKey stored) {
        createdAt = stored.createdAt();
        notAfter = stored.notAfter();
        sealed = stored.sealed().toByteArray();
    }

    StoredSealingKey stored() {
        return new StoredSealingKey(id, createdAt, notAfter, Octets.copyOf(sealed));
    }
}
