/**
 * Public key encryption (RFC 2409 5.2 and 5.3): {@code POST /api/v1/decryptions} and {@code POST /api/v1/peer-keys}, for
 * negotiators.
 *
 * <p>In: what a peer encrypted to one of our keys, and who the two ends are. Out: what it says, or, if the block was not
 * well formed, what {@link io.ikebus.vault.decryption.ImplicitRejection} puts into its place: the answer has the same
 * form and takes the same time, and nothing here, the audit trail included, knows which of the two it was. Each key has
 * a limit of uses per second. The other operation tells a peer's public key, which is no secret.
 */
@NullMarked
package io.ikebus.vault.decryption;

import org.jspecify.annotations.NullMarked;
