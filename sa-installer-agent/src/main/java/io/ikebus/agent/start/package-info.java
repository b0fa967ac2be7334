/**
 * How the service starts, stays well and stops.
 *
 * <p>In: {@link io.ikebus.agent.config.AgentConfig}. Out: a kernel that was tried, the agent's key, the threads that take
 * commands and hear the kernel, what health and metrics say of them. What cannot work stops the start with a sentence
 * that names the property.
 */
@NullMarked
package io.ikebus.agent.start;

import org.jspecify.annotations.NullMarked;
