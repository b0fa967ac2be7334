package io.ikebus.vault.store;

import io.ikebus.vault.audit.ChainHead;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Table {@code audit_head}: the one row that every append locks. */
@Entity
@Table(name = "audit_head")
public class AuditHeadRow extends PanacheEntityBase {
    static final int ONLY = 1;

    @Id
    public int id;

    public long number;
    public byte @Nullable [] hash;
    public boolean oldRows;
    public long brokenAt;
    public byte @Nullable [] holdings;
    public byte @Nullable [] mac;

    void take(ChainHead head) {
        number = head.number();
        hash = head.hash().toByteArray();
        oldRows = head.oldRows();
        brokenAt = head.brokenAt();
        holdings = head.holdings().isBlank() ? null : head.holdings().toByteArray();
        mac = head.seal().toByteArray();
    }

    static void save(@Nullable AuditHeadRow present, ChainHead head) {
        if (present != null) {
            present.take(head);
            return;
        }
        AuditHeadRow made = new AuditHeadRow();
        made.id = ONLY;
        made.take(head);
        made.persist();
    }

    ChainHead head() {
        return new ChainHead(
                number, AuditRow.octets(hash), oldRows, brokenAt, AuditRow.octets(holdings), AuditRow.octets(mac));
    }
}
