/**
 * SKEYID from a pre-shared key: {@code POST /api/v1/skeyid}, for negotiators.
 *
 * <p>In: who the two ends are, and both nonces. Out: SKEYID (RFC 2409 5.4) and the name of the credential it was made
 * from; never the key. The key is opened for the length of one HMAC and wiped.
 */
@NullMarked
package io.ikebus.vault.skeyid;

import org.jspecify.annotations.NullMarked;
