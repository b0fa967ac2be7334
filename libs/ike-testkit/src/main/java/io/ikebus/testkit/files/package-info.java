/**
 * Directories that vanish.
 *
 * <p>In: nothing, or a directory. Out: a fresh directory only its owner can enter, or no directory at all. Symbolic
 * links are removed, never followed.
 */
@NullMarked
package io.ikebus.testkit.files;

import org.jspecify.annotations.NullMarked;
