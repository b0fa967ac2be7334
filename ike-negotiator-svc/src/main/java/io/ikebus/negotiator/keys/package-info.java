/**
 * Key derivation and authentication hashes of RFC 2409: pure functions of values that the exchanges collected.
 *
 * <p>SKEYID (from the vault), g^xy, cookies, nonces and payload bodies as they were on the wire flow in; SKEYID_d,
 * SKEYID_a, the cipher key, IVs, KEYMAT and HASH values flow out. Who may know what, and when, is not decided here.
 */
@NullMarked
package io.ikebus.negotiator.keys;

import org.jspecify.annotations.NullMarked;
