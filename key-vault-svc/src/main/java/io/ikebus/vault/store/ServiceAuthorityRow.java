package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Table {@code service_authority}. */
@Entity
@Table(name = "service_authority")
@SuppressWarnings("NullAway.Init")
public class ServiceAuthorityRow extends PanacheEntityBase {
    @Id
    public String id;

    public byte[] certificate;
    public boolean imported;
    public Instant createdAt;
    public byte[] sealed;

    void take(StoredAuthority stored) {
        certificate = stored.certificate().toByteArray();
        imported = stored.imported();
        createdAt = stored.createdAt();
        sealed = stored.sealed().toByteArray();
    }

    StoredAuthority stored() {
        return new StoredAuthority(id, Octets.copyOf(certificate), imported, createdAt, Octets.copyOf(sealed));
    }
}
