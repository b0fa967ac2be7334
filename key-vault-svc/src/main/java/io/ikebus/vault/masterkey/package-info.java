/**
 * Sealing at rest: what makes a copy of the database useless without the master key.
 *
 * <p>In: the master key's file, and per row the secret and everything of the row that stands in clear. Out: sealed
 * octets, or the secret again if not one bit of either has changed since.
 *
 * <p>Pure but for reading one file, once.
 */
@NullMarked
package io.ikebus.vault.masterkey;

import org.jspecify.annotations.NullMarked;
