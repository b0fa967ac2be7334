/**
 * What the vault holds, in memory and sealed: credentials, session sealing keys, gateways' public keys,
 * and what {@link io.ikebus.vault.enrolled} knows.
 *
 * <p>In: rows from a {@link io.ikebus.vault.holdings.HoldingsStore}, which are believed only if their seal is intact,
 * and {@link io.ikebus.vault.holdings.Decision}s of the features. Out: {@link io.ikebus.vault.holdings.Holdings}, one
 * immutable picture at a time, from which every question is answered without asking the database.
 *
 * <pre>
 * feature --decide(Holdings)--> Decision --one transaction--> store
 *                                   '--after commit--> the next Holdings
 * </pre>
 */
@NullMarked
package io.ikebus.vault.holdings;

import org.jspecify.annotations.NullMarked;
