package io.ikebus.negotiator.session;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be done with a child SA.
 *
 * @param renewAt when it is tried once more to replace it; null if that is not to be
 * @param quietAt when nothing is sent through it any more, since another one takes its place; null if that is not to be
 */
public record Course(@Nullable Instant renewAt, @Nullable Instant quietAt) {
    public static final Course NONE = new Course(null, null);

    Optional<Instant> deadline() {
        return Stream.of(renewAt, quietAt).flatMap(Stream::ofNullable).min(Instant::compareTo);
    }
}
