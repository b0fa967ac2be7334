/**
 * Signatures over HASH_I and HASH_R: {@code POST /api/v1/signatures} and {@code POST /api/v1/verifications}, for
 * negotiators.
 *
 * <p>In: a hash that only the two ends of an ISAKMP SA can compute, and who the two are. Out: a signature and the
 * certificates that go with it (RFC 2409 5.1, RFC 4754); or whose signature it was and which trust anchor says so; or a
 * problem whose type is the reason. The private key is opened for the length of one signature; the copy that the JDK
 * makes of it cannot be wiped and is left to the garbage collector.
 */
@NullMarked
package io.ikebus.vault.signature;

import org.jspecify.annotations.NullMarked;
