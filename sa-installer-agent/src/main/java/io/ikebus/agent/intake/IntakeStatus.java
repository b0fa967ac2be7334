package io.ikebus.agent.intake;

/**
 * How the intake fares.
 *
 * @param ready whether commands are being taken
 * @param detail a sentence for people
 */
public record IntakeStatus(boolean ready, String detail) {}
