package io.ikebus.negotiator.store;

import io.ikebus.protocol.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as it lies in the store.
 *
 * <pre>
 * | version 1 | deadline, milliseconds since 1970 (8), 0 for none | sealed session |
 * </pre>
 *
 * The deadline stands in clear so that the index of deadlines can be rebuilt without opening a session. Whoever changes
 * it wakes a session at another time, and the engine asks the clock, not the store.
 */
record StoredSession(Optional<Instant> deadline, Octets sealed) {
    private static final int VERSION = 1;
    private static final int HEAD = 9;

    /** Empty if the form is not this one. */
    static Optional<StoredSession> decode(byte[] value) {
        Octets octets = Octets.copyOf(value);
        if (octets.length() <= HEAD || octets.u8(0) != VERSION) {
            return Optional.empty();
        }
        long millis = octets.u32(1) << 32 | octets.u32(5);
        Optional<Instant> deadline = millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        return Optional.of(new StoredSession(deadline, octets.from(HEAD)));
    }

    byte[] encode() {
        return Octets.concat(
                        Octets.of(VERSION),
                        Octets.ofNumber(deadline.map(Instant::toEpochMilli).orElse(0L), HEAD - 1),
                        sealed)
                .toByteArray();
    }
}
