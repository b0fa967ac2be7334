package io.ikebus.negotiator.session;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When the peer was heard of, and what keeps the way to it open.
 *
 * @param heardAt last message that was verified
 * @param sequence of the last R-U-THERE that we sent (RFC 3706 5.3); the first is chosen at random
 * @param probeAt when the peer is asked again whether it is there; null if it is not asked
 * @param keepAliveAt when the mapping of the NAT before us is refreshed (RFC 3948 4); null if there is none
 */
public record Liveness(
        Instant heardAt,
        long sequence,
        @Nullable Instant probeAt,
        @Nullable Instant keepAliveAt) {

    public static Liveness at(Instant now) {
        return new Liveness(now, 0, null, null);
    }

    public Liveness heard(Instant now, @Nullable Instant nextProbe) {
        return new Liveness(now, sequence, nextProbe, keepAliveAt);
    }

    public Liveness probed(long used, @Nullable Instant nextProbe) {
        return new Liveness(heardAt, used, nextProbe, keepAliveAt);
    }

    public Liveness keptAlive(@Nullable Instant next) {
        return new Liveness(heardAt, sequence, probeAt, next);
    }

    Optional<Instant> deadline() {
        return Stream.of(probeAt, keepAliveAt).flatMap(Stream::ofNullable).min(Instant::compareTo);
    }
}
