package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Table {@code newest_rows}: one row, or none before the first change. */
@Entity
@Table(name = "newest_rows")
@SuppressWarnings("NullAway.Init")
public class NewestRowsRow extends PanacheEntityBase {
    static final int ONLY = 1;

    @Id
    public int id;

    public byte[] entries;

    static Octets entriesOf(@Nullable NewestRowsRow row) {
        return row == null ? Octets.EMPTY : Octets.copyOf(row.entries);
    }

    static void save(Octets entries) {
        @Nullable NewestRowsRow present = findById(ONLY);
        if (present != null) {
            present.entries = entries.toByteArray();
            return;
        }
        NewestRowsRow made = new NewestRowsRow();
        made.id = ONLY;
        made.entries = entries.toByteArray();
        made.persist();
    }
}
