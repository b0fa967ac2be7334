/**
 * Other people's IKE daemons as peers to test against.
 *
 * <p>In: a network namespace and the peer's own configuration text. Out: a running peer that can be asked to
 * initiate, to terminate, and what it holds; its log. Needs root and Debian's packages (see
 * {@link io.ikebus.testkit.Prerequisites}).
 */
@NullMarked
package io.ikebus.testkit.peer;

import org.jspecify.annotations.NullMarked;
