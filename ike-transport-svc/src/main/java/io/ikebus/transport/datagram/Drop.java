package io.ikebus.transport.datagram;

/**
 * A datagram goes no further.
 *
 * @param reason stable code, the label of the counter
 * @param detail what was found, in words; never content
 */
public record Drop(String reason, String detail) implements Outcome {}
