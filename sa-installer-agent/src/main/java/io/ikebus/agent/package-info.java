/**
 * The service that programs one gateway's kernel.
 *
 * <p>In: commands on {@code ipsec.sa.commands}, with keys sealed to this agent, and what the kernel says. Out: SAs and
 * policies in the kernel, outcomes on {@code ipsec.sa.outcomes}. The way: intake, install, plan, kernel (netlink or
 * recording). One agent runs per network namespace.
 */
@NullMarked
package io.ikebus.agent;

import org.jspecify.annotations.NullMarked;
