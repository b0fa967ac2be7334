package io.ikebus.vault.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Table {@code audit_published}, which has one row: how far events have left the vault. */
@Entity
@Table(name = "audit_published")
public class PublishedRow extends PanacheEntityBase {
    static final int ONLY = 1;

    @Id
    public int id;

    public long number;
}
