/**
 * The record of each use, change and refusal of what the vault holds.
 *
 * <p>In: {@link io.ikebus.vault.audit.AuditEvent}s. Out: a log line at once, and a row of the table {@code
 * audit_event}: in the same transaction for a change, shortly after for a use, so that uses go on while the database is
 * away. No event holds a secret.
 */
@NullMarked
package io.ikebus.vault.audit;

import org.jspecify.annotations.NullMarked;
