/**
 * The public keys that SA keys are sealed to: {@code /api/v1/gateways/{gateway}/hpke-key}.
 *
 * <p>In: an agent's public key, for its own gateway only. Out: that key, to negotiators; which gateways have one, to people,
 * who may also delete one.
 */
@NullMarked
package io.ikebus.vault.gatewaykey;

import org.jspecify.annotations.NullMarked;
