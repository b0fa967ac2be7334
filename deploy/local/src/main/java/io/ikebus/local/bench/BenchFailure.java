package io.ikebus.local.bench;

/** A measurement could not be made; the message says why. */
public final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchFailure(String message) {
        super(message);
    }
}
