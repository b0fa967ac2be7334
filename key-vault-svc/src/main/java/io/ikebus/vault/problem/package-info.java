/**
 * What the API answers when it does not do what was asked: {@code application/problem+json} (RFC 9457).
 *
 * <p>In: exceptions, ours and the framework's. Out: a status, a type {@code urn:ikebus:problem:*}, a sentence, and the
 * field that is at fault. Nothing of what was sent comes back in a problem but the names of fields.
 *
 * <p>Knows nothing of the vault.
 */
@NullMarked
package io.ikebus.vault.problem;

import org.jspecify.annotations.NullMarked;
