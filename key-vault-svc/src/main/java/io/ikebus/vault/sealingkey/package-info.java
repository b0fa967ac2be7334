/**
 * The keys that negotiators seal sessions with: {@code /api/v1/sealing-keys}.
 *
 * <p>In: the clock, and questions of negotiators. Out: the current key, replaced when its lifetime is over, and earlier
 * ones by id for as long as a session sealed with them may lie around. After that they are deleted: what is still
 * sealed with them nobody can open any more.
 */
@NullMarked
package io.ikebus.vault.sealingkey;

import org.jspecify.annotations.NullMarked;
