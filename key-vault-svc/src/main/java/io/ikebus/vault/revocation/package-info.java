/**
 * Revocation lists (RFC 5280 5) as a resource of their own: {@code /api/v1/crls}.
 *
 * <p>In: lists that people upload, or that are fetched from the URLs that the operator has configured. Out: those that a
 * trust anchor, or an authority below one, has signed, kept beside those inside of anchors; verifications look at all. A list
 * that is older than the one of its name is refused, so that nobody brings a revoked peer back. The only package that opens
 * connections by itself.
 */
@NullMarked
package io.ikebus.vault.revocation;

import org.jspecify.annotations.NullMarked;
