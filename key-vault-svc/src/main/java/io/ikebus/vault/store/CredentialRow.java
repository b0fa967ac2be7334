package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.holdings.StoredCredential;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Table {@code credential}. */
@Entity
@Table(name = "credential")
@SuppressWarnings("NullAway.Init")
public class CredentialRow extends PanacheEntityBase {
    @Id
    public UUID id;

    public String name;
    public String type;
    public long version;
    public String selectors;
    public String content;
    public byte[] sealed;
    public Instant createdAt;
    public Instant changedAt;

    void take(StoredCredential stored) {
        name = stored.name();
        type = stored.type();
        version = stored.version();
        selectors = stored.selectors();
        content = stored.content();
        sealed = stored.sealed().toByteArray();
        createdAt = stored.createdAt();
        changedAt = stored.changedAt();
    }

    StoredCredential stored() {
        return new StoredCredential(
                id, name, type, version, selectors, content, createdAt, changedAt, Octets.copyOf(sealed));
    }
}
