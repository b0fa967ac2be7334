/**
 * What people may know of this agent: its status, the SAs and policies it answers for.
 *
 * <p>In: HTTPS requests of viewers and operators. Out: JSON; a key never, only a digest over it and a challenge that the
 * caller chose, by which two ends can be compared. Faults are RFC 9457 problems that name the field.
 */
@NullMarked
package io.ikebus.agent.api;

import org.jspecify.annotations.NullMarked;
