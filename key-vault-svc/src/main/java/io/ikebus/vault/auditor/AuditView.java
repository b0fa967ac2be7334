package io.ikebus.vault.auditor;

import io.ikebus.vault.audit.AuditEntry;
import java.time.Instant;

/**
 * An event as it lies in the table.
 *
 * @param actor the subject of a certificate or token; empty for the vault itself
 * @param outcome used, changed, refused or noted
 * @param hash hex; the next event's hash covers it
 */
record AuditView(
        long number,
        Instant at,
        String actor,
        String action,
        String outcome,
        String subject,
        String detail,
        String hash) {

    static AuditView of(AuditEntry entry) {
        return new AuditView(
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.outcome(),
                entry.subject(),
                entry.detail(),
                entry.hash().hex());
    }
}
