package io.ikebus.vault.siem;

/**
 * How the publisher is.
 *
 * @param well whether the last look at Kafka and at the table succeeded
 * @param detail a word or a sentence
 * @param waiting how many events have yet to leave, as of the last look
 */
public record PublisherStatus(boolean well, String detail, long waiting) {}
