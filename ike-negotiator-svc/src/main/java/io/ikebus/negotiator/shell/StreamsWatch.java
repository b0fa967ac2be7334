package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.store.KeysUnavailableException;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens when Kafka or the vault fails under a stream thread: another thread takes its work up after a moment,
 * from the last commit. Only when Kafka Streams itself gives up, the process ends, for whoever supervises it to start
 * another.
 */
@Singleton
final class StreamsWatch implements KafkaStreams.StateListener, StreamsUncaughtExceptionHandler {
    private static final Logger LOG = Logger.getLogger(StreamsWatch.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int FAILED = 1;

    private final Tally tally;

    @Inject
    StreamsWatch(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void onChange(State now, State before) {
        LOG.infof("Kafka Streams: %s, was %s", now, before);
        if (now == State.ERROR) {
            LOG.fatal("Kafka Streams has given up; this process ends");
            Quarkus.asyncExit(FAILED);
        }
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        tally.counted("stream-thread-replaced");
        KeysUnavailableException keys = keysUnavailable(failure);
        if (keys == null) {
            LOG.error("a stream thread failed; another one goes on from the last commit", failure);
        } else {
            LOG.warnf("%s; trying again", keys.getMessage());
        }
        LockSupport.parkNanos(PAUSE_NANOS);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static @Nullable KeysUnavailableException keysUnavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KeysUnavailableException keys) {
                return keys;
            }
        }
        return null;
    }
}
