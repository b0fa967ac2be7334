/**
 * How the service starts, stays well and stops.
 *
 * <p>In: {@link io.ikebus.vault.start.VaultSettings}, that is {@code ikebus.*}. Out: the beans the other packages are
 * given, a database schema that is up to date, the first picture of the holdings, and from then on a look at the
 * database each second. What cannot work stops the start with a sentence that names the property.
 */
@NullMarked
package io.ikebus.vault.start;

import org.jspecify.annotations.NullMarked;
