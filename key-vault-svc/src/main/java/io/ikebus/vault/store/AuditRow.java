package io.ikebus.vault.store;

import io.ikebus.vault.audit.AuditEvent;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Table {@code audit_event}. */
@Entity
@Table(name = "audit_event")
@SuppressWarnings("NullAway.Init")
public class AuditRow extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_event_seq")
    @SequenceGenerator(name = "audit_event_seq", sequenceName = "audit_event_seq", allocationSize = 50)
    public @Nullable Long id;

    public Instant at;
    public String actor;
    public String action;
    public String outcome;
    public String subject;
    public String detail;

    static AuditRow of(AuditEvent event) {
        AuditRow row = new AuditRow();
        row.at = event.at();
        row.actor = event.actor();
        row.action = event.action();
        row.outcome = event.outcome().name().toLowerCase(Locale.ROOT);
        row.subject = event.subject();
        row.detail = event.detail();
        return row;
    }
}
