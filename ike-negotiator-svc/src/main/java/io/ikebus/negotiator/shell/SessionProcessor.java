package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.store.Deadlines;
import io.ikebus.negotiator.store.KeyRing;
import io.ikebus.negotiator.store.Loaded;
import io.ikebus.negotiator.store.SessionStore;
import io.ikebus.negotiator.store.SessionStores;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one partition: takes a record, or a deadline, to the session it belongs to, and forwards what comes of
 * it. Kafka Streams calls it from one thread and commits store, forwarded records and offsets together.
 */
final class SessionProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** So that records get their turn between deadlines. */
    private static final int MOST_TIMERS = 200;
    /** How soon a session is woken again whose step failed. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final Surroundings around;
    private final Intake intake;
    private final KeyRing keys;
    private final Tally tally;
    private final Duration timerInterval;
    /** Sessions in the store; RocksDB itself could only guess. */
    private final AtomicLong held = new AtomicLong();

    private Deadlines deadlines = new Deadlines();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable SessionStore sessions;
    private @Nullable Alarm alarm;

    SessionProcessor(Surroundings around, Intake intake, KeyRing keys, Tally tally, Duration timerInterval) {
        this.around = around;
        this.intake = intake;
        this.keys = keys;
        this.tally = tally;
        this.timerInterval = timerInterval;
    }

    /** Called again, on the same object, when Kafka Streams takes a task back to its last commit. */
    @Override
    public void init(ProcessorContext<byte[], byte[]> own) {
        deadlines = new Deadlines();
        SessionStore store = new SessionStore(own.getStateStore(SessionStores.NAME), keys, around.random());
        held.set(store.scan((key, deadline) -> deadlines.set(key, Optional.of(deadline))));
        context = own;
        sessions = store;
        alarm = new Alarm(own, timerInterval, this::fireTimers);
        setAlarm();
        tally.watch(held);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata from = context()
                .recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of a source topic has an origin"));
        switch (intake.take(from, record)) {
            case Intake.Taken.Garbage(String reason, String detail) ->
                tally.steppedOver(from.topic() + "-" + from.partition() + " offset=" + from.offset(), reason, detail);
            case Intake.Taken.Happening(SessionKey key, Input input) -> {
                if (input instanceof Input.SaOutcomeReceived(SaOutcome outcome)) {
                    around.keymat().learn(outcome);
                }
                turn(key, input);
                setAlarm();
            }
        }
    }

    @Override
    public void close() {
        tally.unwatch(held);
    }

    private void fireTimers() {
        for (String key : deadlines.due(around.clock().instant(), MOST_TIMERS)) {
            SessionKey session;
            try {
                session = SessionKey.parse(key);
            } catch (IllegalArgumentException e) {
                tally.steppedOver("store", "session-form", String.valueOf(e.getMessage()));
                deadlines.set(key, Optional.empty());
                continue;
            }
            turn(session, new Input.TimerFired());
        }
        setAlarm();
    }

    private void setAlarm() {
        initialised(alarm).set(deadlines.next(), around.clock().instant());
    }

    private void turn(SessionKey key, Input input) {
        Loaded loaded = sessions().load(key);
        Session before =
                switch (loaded) {
                    case Loaded.Found(Session session) -> session;
                    case Loaded.Absent() -> Session.fresh(key);
                    case Loaded.Unopened(String reason) -> {
                        tally.steppedOver("store", reason, "session=" + key + ": negotiated anew");
                        yield Session.fresh(key);
                    }
                };
        long start = System.nanoTime();
        Prepared prepared;
        try {
            prepared = Round.run(around, before, input);
        } catch (RuntimeException bug) {
            tally.failed(where(before, input), bug);
            if (input instanceof Input.TimerFired) {
                deadlines.set(
                        key.toString(), Optional.of(around.clock().instant().plus(AFTER_FAILURE)));
            }
            return;
        }
        tally.stepped(System.nanoTime() - start);
        settle(key, loaded, prepared);
        prepared.emissions().forEach(this::forward);
        prepared.notes().forEach(tally::noted);
        prepared.reasons().forEach(tally::counted);
        prepared.handshake().ifPresent(tally::handshakeEnded);
    }

    private void settle(SessionKey key, Loaded loaded, Prepared prepared) {
        switch (prepared.after()) {
            case Prepared.After.Unchanged() -> {
                if (!(loaded instanceof Loaded.Found)) {
                    deadlines.set(key.toString(), Optional.empty());
                }
            }
            case Prepared.After.Stored(var encoded, Optional<Instant> deadline) -> {
                sessions().save(key, deadline, encoded);
                if (loaded instanceof Loaded.Absent) {
                    held.incrementAndGet();
                }
                encoded.destroy();
                deadlines.set(key.toString(), deadline);
            }
            case Prepared.After.Over() -> {
                if (!(loaded instanceof Loaded.Absent)) {
                    sessions().forget(key);
                    held.decrementAndGet();
                }
                if (loaded instanceof Loaded.Unopened) {
                    // The engine never saw it, so it will not say that its status goes.
                    forward(Emission.tombstone(Sink.STATUS, key.toString()));
                    // Nor that its address is free.
                    forward(Emission.of(
                            Sink.LEASES,
                            key.toString(),
                            Octets.wrap(BusJson.write(new LeaseRequest.Release(
                                    LeaseRequest.VERSION, key, around.clock().instant())))));
                }
                deadlines.set(key.toString(), Optional.empty());
            }
        }
    }

    private void forward(Emission emission) {
        Headers headers = new RecordHeaders();
        emission.headers().ifPresent(some -> some.encode().forEach(headers::add));
        byte[] value = emission.value().map(Octets::toByteArray).orElse(null);
        context()
                .forward(
                        new Record<>(
                                emission.key().getBytes(StandardCharsets.UTF_8),
                                value,
                                around.clock().millis(),
                                headers),
                        emission.sink().name());
    }

    private static String where(Session session, Input input) {
        return "session=" + session.key() + " responder-cookie="
                + session.phase1().responderCookie() + " input="
                + input.getClass().getSimpleName();
    }

    private ProcessorContext<byte[], byte[]> context() {
        return initialised(context);
    }

    private SessionStore sessions() {
        return initialised(sessions);
    }

    private static <T> T initialised(@Nullable T field) {
        if (field == null) {
            throw new IllegalStateException("Kafka Streams calls init first");
        }
        return field;
    }
}
