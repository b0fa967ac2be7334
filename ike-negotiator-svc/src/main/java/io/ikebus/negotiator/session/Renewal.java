package io.ikebus.negotiator.session;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When an ISAKMP SA gives way to another one.
 *
 * @param startAt when a new one is begun; null if this end does not begin one
 * @param lookAt when it is looked once more whether there are several between the same ends; null if that is done
 * @param endAt when this one ends, having handed over what it had; null if it does not
 */
public record Renewal(
        @Nullable Instant startAt,
        @Nullable Instant lookAt,
        @Nullable Instant endAt) {
    public static final Renewal NONE = new Renewal(null, null, null);

    public Renewal startingAt(@Nullable Instant at) {
        return new Renewal(at, lookAt, endAt);
    }

    public Renewal lookingAt(@Nullable Instant at) {
        return new Renewal(startAt, at, endAt);
    }

    public Renewal endingAt(@Nullable Instant at) {
        return new Renewal(startAt, lookAt, at);
    }

    Optional<Instant> deadline() {
        return Stream.of(startAt, lookAt, endAt).flatMap(Stream::ofNullable).min(Instant::compareTo);
    }
}
