/**
 * Backups of a vault, seen from whoever keeps them: {@code ./ikebus vault}.
 *
 * <p>In: a vault's API, a key pair in two files, an archive. Out: an archive that only the private key opens; or the
 * pages of one, sealed anew to a vault that restores them. Secrets are in clear in this process's memory while a page goes
 * from one seal to the other, and nowhere else.
 */
@NullMarked
package io.ikebus.local.backup;

import org.jspecify.annotations.NullMarked;
