package io.ikebus.negotiator.store;

import io.ikebus.protocol.sealing.SealingKey;
import java.time.Instant;

/** Where sealing keys come from. */
public interface SealingKeySource {
    /** The key that is to seal now. */
    Issue current();

    /** The key with this id. */
    Issue withId(String id);

    /** What came of asking. */
    sealed interface Issue {
        /** @param notAfter when another key is to seal; opening goes on working */
        record Issued(SealingKey key, Instant notAfter) implements Issue {}

        /** There is no such key. */
        record Unknown() implements Issue {}

        /** Nobody answered. */
        record Unavailable(String reason) implements Issue {}
    }
}
