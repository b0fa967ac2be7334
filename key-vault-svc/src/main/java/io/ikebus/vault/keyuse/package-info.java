/**
 * Keys of credentials at work, wherever they are: opened for the length of one use in this process, or inside of a token.
 */
@NullMarked
package io.ikebus.vault.keyuse;

import org.jspecify.annotations.NullMarked;
