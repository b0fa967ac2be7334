package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.StoredAuditKey;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Table {@code audit_key}, which has one row. */
@Entity
@Table(name = "audit_key")
@SuppressWarnings("NullAway.Init")
public class AuditKeyRow extends PanacheEntityBase {
    static final int ONLY = 1;

    @Id
    public int id;

    public Instant createdAt;
    public byte[] sealed;

    static AuditKeyRow of(StoredAuditKey stored) {
        AuditKeyRow row = new AuditKeyRow();
        row.id = ONLY;
        row.createdAt = stored.createdAt();
        row.sealed = stored.sealed().toByteArray();
        return row;
    }

    StoredAuditKey stored() {
        return new StoredAuditKey(createdAt, Octets.copyOf(sealed));
    }
}
