package io.ikebus.negotiator.store;

/** A sealing key is needed and cannot be had now. Kafka Streams gives the work back and tries again. */
public final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeysUnavailableException(String reason) {
        super("no sealing key from the vault: " + reason);
    }
}
