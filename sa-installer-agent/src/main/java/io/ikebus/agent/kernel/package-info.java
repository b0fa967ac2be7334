/**
 * What the agent asks of a kernel, and what it is told: typed operations, answers by the kernel's own error names, SAs
 * and policies as they are found, events.
 *
 * <p>In: {@link io.ikebus.agent.kernel.Operation}. Out: {@link io.ikebus.agent.kernel.Answer}, {@link
 * io.ikebus.agent.kernel.KernelSa}, {@link io.ikebus.agent.kernel.KernelEvent}. Two kernels answer: the real one behind
 * the netlink package, and the one in memory of the recording package.
 */
@NullMarked
package io.ikebus.agent.kernel;

import org.jspecify.annotations.NullMarked;
