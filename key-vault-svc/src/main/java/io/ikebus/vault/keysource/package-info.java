/**
 * Where the master key comes from: a file, a PKCS #12 store, or a PKCS #11 token that never gives it away.
 *
 * <p>In: paths as an operator set them. Out: {@link io.ikebus.vault.masterkey.MasterKey}s, or a sentence that says what is
 * wrong and how to set it right. No file is read that others than its owner can read.
 */
@NullMarked
package io.ikebus.vault.keysource;

import org.jspecify.annotations.NullMarked;
