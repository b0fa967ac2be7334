package io.ikebus.vault.backup;

import io.ikebus.protocol.sealing.Hpke;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key pair that pages are sealed to on their way in: in memory only, one at a time, for an hour. Thread-safe. */
@Singleton
final class RestoreKey {
    private static final Duration LIFE = Duration.ofHours(1);

    private final InstantSource clock;
    private @Nullable Made present;

    RestoreKey(InstantSource clock) {
        this.clock = clock;
    }

    /** A key pair and its end. */
    record Made(Hpke.KeyPair pair, Instant notAfter) {}

    /** A new one; the one before is gone. */
    synchronized Made make() {
        forget();
        Made made = new Made(Hpke.generate(), clock.instant().plus(LIFE));
        present = made;
        return made;
    }

    synchronized Optional<Hpke.KeyPair> present() {
        if (present != null && !clock.instant().isBefore(present.notAfter())) {
            forget();
        }
        return Optional.ofNullable(present).map(Made::pair);
    }

    private void forget() {
        if (present != null) {
            present.pair().privateKey().destroy();
            present = null;
        }
    }
}
