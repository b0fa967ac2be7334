/**
 * From the bus and back: reads the gateway's partition of {@code ipsec.sa.commands}, has each command executed, and
 * answers on {@code ipsec.sa.outcomes}.
 *
 * <p>At start the whole partition is read: what was executed before is desired state, what came later are commands. An
 * offset is committed after the outcomes before it are acknowledged. In: records. Out: outcomes, and counts for whoever
 * watches ({@link io.ikebus.agent.intake.IntakeWatch}).
 */
@NullMarked
package io.ikebus.agent.intake;

import org.jspecify.annotations.NullMarked;
