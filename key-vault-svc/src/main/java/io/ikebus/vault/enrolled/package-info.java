/**
 * What the vault knows of the services that it gives certificates: its own authority, one-time tokens, and every
 * certificate that is still good or could be taken for it.
 *
 * <p>In: rows, believed only if their seal is intact, and {@link io.ikebus.vault.enrolled.EnrolledWrite}s. Out: {@link
 * io.ikebus.vault.enrolled.Enrolled}, one immutable picture, from which it is answered whether a certificate is revoked.
 *
 * <p>Pure. The authority's private key is in it sealed; what a token was made of is not in it at all, only a digest.
 */
@NullMarked
package io.ikebus.vault.enrolled;

import org.jspecify.annotations.NullMarked;
