/**
 * What is durable: PostgreSQL behind {@link io.ikebus.vault.holdings.HoldingsStore} and {@link
 * io.ikebus.vault.audit.AuditStore}. The only place that knows Panache and JPA.
 *
 * <p>In: writes and events, one transaction each. Out: rows as records, believed by nobody yet. The schema is in {@code
 * db/migration}; each change locks the one row of {@code revision} and counts it up, so that changes of all vaults come
 * one after the other and each vault sees that there was one.
 */
@NullMarked
package io.ikebus.vault.store;

import org.jspecify.annotations.NullMarked;
