package io.ikebus.vault.sealingkey;

import java.time.Duration;

/**
 * @param use how long a key seals
 * @param retention how much longer what it sealed can be opened
 */
public record Lifetimes(Duration use, Duration retention) {
    private static final Duration SHORTEST_USE = Duration.ofSeconds(10);

    /** @throws IllegalArgumentException with the rule that is broken */
    public Lifetimes {
        if (use.compareTo(SHORTEST_USE) < 0) {
            throw new IllegalArgumentException("ikebus.vault.sealing-key-lifetime is at least 10s, usually 24h");
        }
        if (retention.isNegative()) {
            throw new IllegalArgumentException("ikebus.vault.sealing-key-retention is not negative, usually 14d");
        }
    }
}
