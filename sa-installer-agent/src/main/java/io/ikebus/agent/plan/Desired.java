package io.ikebus.agent.plan;

/**
 * An SA that the bus desires.
 *
 * @param executed whether its command was executed before this start, and not only found on the bus now
 */
public record Desired(HeldSa sa, boolean executed) {}
