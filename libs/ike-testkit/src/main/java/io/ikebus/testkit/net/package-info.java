/**
 * Networks to test in: real ones (Linux network namespaces, wires between them) and an imagined one that loses,
 * doubles, delays, reorders and damages what two parties send each other.
 *
 * <p>In: names and addresses; or messages and a seed. Out: namespaces to run programs in; or deliveries, the same
 * for the same seed.
 */
@NullMarked
package io.ikebus.testkit.net;

import org.jspecify.annotations.NullMarked;
