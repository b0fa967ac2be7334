package io.ikebus.negotiator.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a task when something is due, and only then: after every punctuation Kafka Streams commits a transaction, even
 * if nothing has happened, and a fixed beat of some milliseconds would keep an idle broker busy. For one thread only.
 */
final class Alarm {
    /** What has been cancelled stays in Kafka Streams' queue until its time has come, so no time is far away. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final ProcessorContext<?, ?> context;
    private final Duration shortest;
    private final Runnable ring;
    private @Nullable Cancellable set;
    private Instant at = Instant.MAX;

    /** @param shortest how exactly deadlines are met */
    Alarm(ProcessorContext<?, ?> context, Duration shortest, Runnable ring) {
        this.context = context;
        this.shortest = shortest;
        this.ring = ring;
    }

    /** Rings at the deadline; perhaps before it too, when there is nothing to do. */
    void set(Optional<Instant> deadline, Instant now) {
        if (deadline.isEmpty()) {
            cancel();
            return;
        }
        Duration until = Duration.between(now, deadline.get());
        Duration wait = until.compareTo(shortest) < 0 ? shortest : until.compareTo(LONGEST) > 0 ? LONGEST : until;
        Instant wanted = now.plus(wait);
        if (wanted.isBefore(at)) {
            cancel();
            at = wanted;
            set = context.schedule(wait, PunctuationType.WALL_CLOCK_TIME, _ -> {
                cancel();
                ring.run();
            });
        }
    }

    private void cancel() {
        if (set != null) {
            set.cancel();
            set = null;
        }
        at = Instant.MAX;
    }
}
