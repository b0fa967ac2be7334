/**
 * Which session has which address of a pool. One task in all the cluster keeps them: claims and releases flow in, one after
 * the other, and grants flow out to the sessions; a store that survives the task holds what has been granted.
 */
@NullMarked
package io.ikebus.negotiator.lease;

import org.jspecify.annotations.NullMarked;
