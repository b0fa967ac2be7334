/**
 * Sealing at rest: what makes a copy of the database useless without the master key.
 *
 * <p>In: master keys, from wherever a {@link io.ikebus.vault.masterkey.MasterKeySource} has them, and per row the secret
 * and everything of the row that stands in clear. Out: sealed octets, or the secret again if not one bit of either has
 * changed since. Each row's each version has a data key of its own; a master key wraps data keys and nothing else, so a
 * new master key means new wraps and not new seals.
 *
 * <p>Pure: no files, no database, no clock.
 */
@NullMarked
package io.ikebus.vault.masterkey;

import org.jspecify.annotations.NullMarked;
