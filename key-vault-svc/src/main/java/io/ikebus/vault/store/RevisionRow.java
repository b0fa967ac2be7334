package io.ikebus.vault.store;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that every change locks. */
@Entity
@Table(name = "revision")
public class RevisionRow extends PanacheEntityBase {
    static final int ONLY = 1;

    @Id
    public int id;

    public long number;
}
