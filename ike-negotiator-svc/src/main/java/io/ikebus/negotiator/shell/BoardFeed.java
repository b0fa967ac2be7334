package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.ConnectionRules;
import io.ikebus.negotiator.connection.Violation;
import io.ikebus.negotiator.store.ConnectionBoard;
import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic onto a board, from its first record on at every start. Kafka Streams wants a global store
 * with it; that stays empty, for the board holds the values in the form in which they are asked for.
 */
final class BoardFeed implements Processor<byte[], byte[], Void, Void> {
    private final Reading reading;
    private @Nullable ProcessorContext<Void, Void> context;

    /** One record onto the board; {@code value} is null for a tombstone. */
    private interface Reading {
        void read(String key, byte @Nullable [] value, RecordMetadata from);
    }

    private BoardFeed(Reading reading) {
        this.reading = reading;
    }

    static BoardFeed ofConnections(ConnectionBoard board, Tally tally) {
        return new BoardFeed((name, value, from) -> connection(board, tally, name, value, from));
    }

    static BoardFeed ofStatuses(StatusBoard board, Tally tally) {
        return new BoardFeed((key, value, from) -> status(board, tally, key, value, from));
    }

    @Override
    public void init(ProcessorContext<Void, Void> own) {
        context = own;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context == null) {
            throw new IllegalStateException("Kafka Streams calls init first");
        }
        RecordMetadata from = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of a global topic has an origin"));
        reading.read(new String(record.key(), StandardCharsets.UTF_8), record.value(), from);
    }

    private static void connection(
            ConnectionBoard board, Tally tally, String name, byte @Nullable [] value, RecordMetadata from) {
        if (value == null) {
            board.put(name, null, from.offset());
            return;
        }
        switch (BusJson.read(value, Connection.class)) {
            case BusValue.Garbage<Connection>(String reason) -> {
                tally.steppedOver(where(from), "garbage-connection", reason);
                board.passOver(from.offset());
            }
            case BusValue.Read<Connection>(Connection connection) -> {
                List<Violation> violations = ConnectionRules.validate(connection);
                if (violations.isEmpty() && connection.name().equals(name)) {
                    board.put(name, connection, from.offset());
                } else {
                    tally.steppedOver(
                            where(from),
                            "invalid-connection",
                            violations.isEmpty() ? "its key is another name" : violations.toString());
                    board.passOver(from.offset());
                }
            }
        }
    }

    private static void status(
            StatusBoard board, Tally tally, String key, byte @Nullable [] value, RecordMetadata from) {
        SessionKey session;
        try {
            session = SessionKey.parse(key);
        } catch (IllegalArgumentException e) {
            tally.steppedOver(where(from), "garbage-key", String.valueOf(e.getMessage()));
            return;
        }
        if (value == null) {
            board.put(session, null);
            return;
        }
        switch (BusJson.read(value, SessionStatus.class)) {
            case BusValue.Garbage<SessionStatus>(String reason) ->
                tally.steppedOver(where(from), "garbage-status", session + ": " + reason);
            case BusValue.Read<SessionStatus>(SessionStatus status) -> {
                if (status.session().equals(session)) {
                    board.put(session, status);
                } else {
                    tally.steppedOver(where(from), "key-mismatch", session + ": the status is of " + status.session());
                }
            }
        }
    }

    private static String where(RecordMetadata from) {
        return from.topic() + "-" + from.partition() + " offset=" + from.offset();
    }
}
