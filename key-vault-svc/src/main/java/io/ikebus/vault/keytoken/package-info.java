/**
 * A PKCS #11 token that credentials' keys can be in, and work in: {@code ikebus.vault.key-token.*}.
 *
 * <p>In: a pre-shared key or a private key, once, or the wish for one. Out: a label, and what the token computes. No key
 * that is in it ever comes out.
 */
@NullMarked
package io.ikebus.vault.keytoken;

import org.jspecify.annotations.NullMarked;
