/**
 * The public keys that SA keys are sealed to: {@code /api/v1/gateways/{gateway}/hpke-key}.
 *
 * <p>In: an agent's public key, for its own gateway only. Out: that key, to negotiators.
 */
@NullMarked
package io.ikebus.vault.gatewaykey;

import org.jspecify.annotations.NullMarked;
