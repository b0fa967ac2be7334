/**
 * Credentials as people manage them: {@code /api/v1/credentials}.
 *
 * <p>In: a pre-shared key and the selectors of its peers. Out: everything but the secret. A change is a pure {@link
 * io.ikebus.vault.holdings.Decision}; two credentials that a Main Mode responder could not tell apart are refused.
 */
@NullMarked
package io.ikebus.vault.credential;

import org.jspecify.annotations.NullMarked;
