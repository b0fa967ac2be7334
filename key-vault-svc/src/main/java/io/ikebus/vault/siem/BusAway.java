package io.ikebus.vault.siem;

/** Kafka cannot be reached, or does not take what it is sent. */
final class BusAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusAway(String message, Throwable cause) {
        super(message, cause);
    }
}
