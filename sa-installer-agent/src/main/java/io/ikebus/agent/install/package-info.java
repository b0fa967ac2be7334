/**
 * Carries commands out: opens the sealed keys, asks the plan package what to do, does it or undoes it as one, and says
 * what became of it.
 *
 * <p>In: {@link io.ikebus.protocol.bus.SaCommand}, kernel events, what the bus desires at start. Out: {@link
 * io.ikebus.protocol.bus.SaOutcome}. {@link io.ikebus.agent.install.Installer} is the one place that changes the kernel.
 */
@NullMarked
package io.ikebus.agent.install;

import org.jspecify.annotations.NullMarked;
