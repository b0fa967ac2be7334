/**
 * Plan, then act: pure functions from a wish and what is held to an ordered list of operations.
 *
 * <p>In: an SA as a command wants it and {@link io.ikebus.agent.plan.Held}, or all that the bus desires and all that the
 * kernel has. Out: a {@link io.ikebus.agent.plan.Decision} or a {@link io.ikebus.agent.plan.Reconciliation}. An inbound SA
 * comes before an outbound one, an SA before its policies; removal goes the other way round. A policy belongs to one slot
 * of the kernel; the SA installed last has it, and the one before it gets it back.
 */
@NullMarked
package io.ikebus.agent.plan;

import org.jspecify.annotations.NullMarked;
