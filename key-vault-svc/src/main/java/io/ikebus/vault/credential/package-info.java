/**
 * Credentials as people manage them: {@code /api/v1/credentials} and {@code /api/v1/trust-anchors}.
 *
 * <p>In: a pre-shared key, a private key in PKCS #8 or PKCS #12 or the wish for one, certificates, and selectors. Out:
 * everything but the secret, and certification requests. A change is a pure {@link io.ikebus.vault.holdings.Decision}; two
 * credentials that a Main Mode responder could not tell apart are refused, and so are keys that are weak.
 */
@NullMarked
package io.ikebus.vault.credential;

import org.jspecify.annotations.NullMarked;
