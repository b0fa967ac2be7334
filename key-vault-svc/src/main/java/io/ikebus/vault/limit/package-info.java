/**
 * How often a key may be used, per operation, key and caller.
 *
 * <p>In: a use that is about to happen. Out: nothing, or 429 with Retry-After. A key that is used too often is an audit event
 * once a second, not once a try, and is counted. Whoever has stolen a caller's certificate can try no more than this.
 */
@NullMarked
package io.ikebus.vault.limit;

import org.jspecify.annotations.NullMarked;
