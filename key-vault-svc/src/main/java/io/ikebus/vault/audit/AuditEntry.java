package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;
import java.time.Instant;

/**
 * One event in its place in the chain, as it lies in the database: not yet believed, so its texts are what the row
 * says and not what {@link AuditEvent} would make of them.
 *
 * @param number from 1, without a gap
 * @param outcome in lower case
 * @param previous the hash of the event before, 32 octets; of the first {@link ChainHead#NO_HASH}
 * @param hash {@link ChainKey#hash} of all the others
 */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String action,
        String outcome,
        String subject,
        String detail,
        Octets previous,
        Octets hash) {

    static AuditEntry of(long number, AuditEvent event, Octets previous, ChainKey key) {
        AuditEntry open = new AuditEntry(
                number,
                event.at(),
                event.actor(),
                event.action(),
                event.outcome().text(),
                event.subject(),
                event.detail(),
                previous,
                Octets.EMPTY);
        return new AuditEntry(
                number,
                open.at,
                open.actor,
                open.action,
                open.outcome,
                open.subject,
                open.detail,
                previous,
                key.hash(open));
    }
}
