/**
 * From one master key to the next: {@code /api/v1/master-key}.
 *
 * <p>In: an administrator who says that the first master key is another one now. Out: every sealed value with its data
 * key wrapped anew, a batch at a time, each batch a change like any other: what is not done yet opens under the old key,
 * and a vault that was killed goes on where the database says.
 */
@NullMarked
package io.ikebus.vault.rotation;

import org.jspecify.annotations.NullMarked;
