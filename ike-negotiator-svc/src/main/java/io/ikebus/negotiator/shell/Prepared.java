package io.ikebus.negotiator.shell;

import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a round came to, before any of it has been done: all of it is done in one transaction, or none.
 *
 * @param emissions in the order in which the engine wanted them
 * @param notes for the log; they are among the emissions too
 * @param reasons for the counters
 * @param handshake how phase 1 ended, if it did in this round
 */
record Prepared(
        After after,
        List<Emission> emissions,
        List<DiaryEntry> notes,
        List<String> reasons,
        Optional<String> handshake) {
    Prepared {
        notes = List.copyOf(notes);
        emissions = List.copyOf(emissions);
        reasons = List.copyOf(reasons);
    }

    /** What becomes of the stored session. */
    sealed interface After {
        /** As it was. */
        record Unchanged() implements After {}

        record Stored(Secret encoded, Optional<Instant> deadline) implements After {}

        record Over() implements After {}
    }
}
