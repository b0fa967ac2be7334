/**
 * The client of key-vault-svc.
 *
 * <p>In go the engine's questions, gateway ids, ids of sealing keys; out come values that say what the vault said, or
 * that it said nothing. {@link io.ikebus.negotiator.vault.VaultConnection} is the only one that talks HTTP: mutual TLS,
 * kept alive, bounded in time and size, and quiet for a moment after a failure so that a silent vault does not hold up
 * everybody else. Bodies that hold secrets are wiped when they have been read.
 */
@NullMarked
package io.ikebus.negotiator.vault;

import org.jspecify.annotations.NullMarked;
