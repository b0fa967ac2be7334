/**
 * The record of each use, change and refusal of what the vault holds, and the chain that shows whether it is whole.
 *
 * <p>In: {@link io.ikebus.vault.audit.AuditEvent}s. Out: a log line at once, and an {@link
 * io.ikebus.vault.audit.AuditEntry} of the table {@code audit_event}: in the same transaction for a change, shortly
 * after for a use, so that uses go on while the database is away. No event holds a secret. Each entry carries the hash
 * of the one before it and its own, a {@link io.ikebus.vault.audit.ChainHead} says where the chain ends, and {@link
 * io.ikebus.vault.audit.Verification} walks from the first to there. What leaves the vault leaves through the {@link
 * io.ikebus.vault.audit.Outbox}.
 */
@NullMarked
package io.ikebus.vault.audit;

import org.jspecify.annotations.NullMarked;
