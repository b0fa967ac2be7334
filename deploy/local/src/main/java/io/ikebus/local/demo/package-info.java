/**
 * The demonstration: one tunnel between the gateways of a stack, from the registration to the keys in both ends.
 *
 * <p>In: a running stack's state. Out: the nine messages as a ladder, the SAs of both ends, and whether everything held.
 * It does what an operator would, over the same APIs; the diary it reads is the one a diagnosis is read from.
 */
@NullMarked
package io.ikebus.local.demo;

import org.jspecify.annotations.NullMarked;
