package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditEntry;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Table {@code audit_event}. What the vault wrote is complete; somebody else may have left something out. */
@Entity
@Immutable
@Table(name = "audit_event")
public class AuditRow extends PanacheEntityBase {
    /** Which no text in the database can be. */
    private static final String NONE = "\0";

    @Id
    public long number;

    public @Nullable Instant at;
    public @Nullable String actor;
    public @Nullable String action;
    public @Nullable String outcome;
    public @Nullable String subject;
    public @Nullable String detail;
    public byte @Nullable [] previous;
    public byte @Nullable [] hash;

    static AuditRow of(AuditEntry entry) {
        AuditRow row = new AuditRow();
        row.number = entry.number();
        row.at = entry.at();
        row.actor = entry.actor();
        row.action = entry.action();
        row.outcome = entry.outcome();
        row.subject = entry.subject();
        row.detail = entry.detail();
        row.previous = entry.previous().toByteArray();
        row.hash = entry.hash().toByteArray();
        return row;
    }

    AuditEntry entry() {
        return new AuditEntry(
                number,
                Objects.requireNonNullElse(at, Instant.MIN),
                Objects.requireNonNullElse(actor, NONE),
                Objects.requireNonNullElse(action, NONE),
                Objects.requireNonNullElse(outcome, NONE),
                Objects.requireNonNullElse(subject, NONE),
                Objects.requireNonNullElse(detail, NONE),
                octets(previous),
                octets(hash));
    }

    static Octets octets(byte @Nullable [] column) {
        return column == null ? Octets.EMPTY : Octets.copyOf(column);
    }
}
