/**
 * Authentication of phase 1, one class per method: what carries both ends' public values and nonces, where SKEYID comes
 * from, what proves the peer's identity, and what proves ours. An exchange knows only {@link io.ikebus.negotiator.auth.Authentication}. Facts of the exchange, payloads
 * and the vault's answers flow in; a {@link io.ikebus.negotiator.auth.Verdict} flows out.
 */
@NullMarked
package io.ikebus.negotiator.auth;

import org.jspecify.annotations.NullMarked;
