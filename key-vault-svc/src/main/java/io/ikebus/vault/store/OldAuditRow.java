package io.ikebus.vault.store;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Table {@code audit_event_v1}: events of before the chain. */
@Entity
@Table(name = "audit_event_v1")
@SuppressWarnings("NullAway.Init")
public class OldAuditRow extends PanacheEntityBase {
    @Id
    public long id;

    public Instant at;
    public String actor;
    public String action;
    public String outcome;
    public String subject;
    public String detail;

    AuditEvent event() {
        return new AuditEvent(at, actor, action, Outcome.of(outcome).orElse(Outcome.NOTED), subject, detail);
    }
}
