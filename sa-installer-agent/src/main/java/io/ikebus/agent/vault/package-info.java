/**
 * The agent's own key, and how the vault learns of its public half.
 *
 * <p>In: a state directory and the vault's address. Out: {@link io.ikebus.agent.vault.AgentKey}, which opens KEYMAT that
 * negotiators sealed, and a {@link io.ikebus.agent.vault.VaultRegistration} that tries until the vault has taken the
 * public key. The private key never leaves its file and this process.
 */
@NullMarked
package io.ikebus.agent.vault;

import org.jspecify.annotations.NullMarked;
