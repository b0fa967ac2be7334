/**
 * A kernel in memory, for hosts whose own has no ESP: obeys the rules of the real one for SAs, policies and limits in
 * time, and carries no traffic.
 *
 * <p>In: operations of the kernel package. Out: the same answers and events. What it holds ends with the process. Nothing
 * is encrypted by it, and whoever reads its SAs is told so.
 */
@NullMarked
package io.ikebus.agent.recording;

import org.jspecify.annotations.NullMarked;
