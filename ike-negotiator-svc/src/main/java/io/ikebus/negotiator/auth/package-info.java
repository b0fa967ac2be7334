/**
 * Authentication of phase 1, one row of {@link io.ikebus.negotiator.auth.AuthenticationMethod} and one class per method:
 * its numbers, what carries both ends' public values and nonces, where SKEYID comes from, what proves the peer's identity,
 * and what proves ours. All that speaks of a method by name is here. An exchange knows only {@link
 * io.ikebus.negotiator.auth.Authentication}: {@link io.ikebus.negotiator.auth.Facts}, payloads and the vault's answers
 * flow in; a {@link io.ikebus.negotiator.auth.Verdict} flows out.
 */
@NullMarked
package io.ikebus.negotiator.auth;

import org.jspecify.annotations.NullMarked;
