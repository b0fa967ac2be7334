package io.ikebus.negotiator.twoparty;

import java.security.SecureRandom;
import java.util.Random;

/** Gives the same for the same seed: for tests that must be repeatable, and for nothing else. */
final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final Random source;

    SeededRandom(long seed) {
        source = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
    }
}
