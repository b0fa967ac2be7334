/**
 * All that the vault holds, to take along: {@code /api/v1/backup:*}.
 *
 * <p>In: holdings, and a public key that belongs to whoever keeps the backup. Out: one archive that only the private key
 * opens; that key never comes here. To restore, the vault makes a key pair for an hour, whoever keeps the backup opens it
 * and seals its records to that, and they come in a page at a time: each page is one change, and a page that has been
 * restored already changes nothing, so a restoration that was cut short is simply run again.
 */
@NullMarked
package io.ikebus.vault.backup;

import org.jspecify.annotations.NullMarked;
