/**
 * What an operator may set, and what stops the start.
 *
 * <p>In: system properties, environment and files, by SmallRye Config. Out: {@link io.ikebus.agent.config.AgentConfig},
 * whose values are already of the right form. A missing, malformed or unknown {@code ikebus.} property ends the start
 * with a sentence that names it and says what it accepts.
 */
@NullMarked
package io.ikebus.agent.config;

import org.jspecify.annotations.NullMarked;
