package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.engine.Input;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.sealing.PartitionHash;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Reads a record of a source topic: whose it is and what happened, or why it is garbage. */
final class Intake {
    /** The longest UDP payload. */
    private static final int LARGEST_DATAGRAM = 65_507;

    private static final int LONGEST_KEY = 128;
    private static final int COOKIE = 8;

    private final PartitionHash hash;
    private final IntSupplier partitions;

    /** @param partitions how many each source topic has */
    Intake(PartitionHash hash, IntSupplier partitions) {
        this.hash = hash;
        this.partitions = partitions;
    }

    sealed interface Taken {
        record Happening(SessionKey key, Input input) implements Taken {}

        /**
         * @param reason a stable code
         * @param detail never shows content
         */
        record Garbage(String reason, String detail) implements Taken {}
    }

    Taken take(RecordMetadata from, Record<byte @Nullable [], byte @Nullable []> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key == null || value == null) {
            return new Taken.Garbage("garbage-empty", key == null ? "no key" : "no value");
        }
        SessionKey session;
        try {
            session = sessionKey(key);
        } catch (IllegalArgumentException e) {
            return new Taken.Garbage("garbage-key", String.valueOf(e.getMessage()));
        }
        if (hash.partition(session, partitions.getAsInt()) != from.partition()) {
            return new Taken.Garbage(
                    "wrong-partition",
                    session + " does not belong here: whoever wrote it has another cluster secret, or counts partitions"
                            + " differently");
        }
        return switch (from.topic()) {
            case Topics.DATAGRAMS_INBOUND -> datagram(session, record, value);
            case Topics.COMMANDS -> command(session, value);
            case Topics.SA_OUTCOMES -> outcome(session, value);
            case String other -> throw new IllegalStateException("no source of ours: " + other);
        };
    }

    private static SessionKey sessionKey(byte[] key) {
        if (key.length > LONGEST_KEY) {
            throw new IllegalArgumentException("a key of " + key.length + " octets");
        }
        SessionKey session = SessionKey.parse(new String(key, StandardCharsets.UTF_8));
        if (session.initiatorCookie().isNone()) {
            throw new IllegalArgumentException("an initiator cookie is not zero");
        }
        return session;
    }

    private static Taken datagram(SessionKey session, Record<?, ?> record, byte[] value) {
        if (value.length < COOKIE || value.length > LARGEST_DATAGRAM) {
            return new Taken.Garbage("garbage-datagram", session + ": " + value.length + " octets");
        }
        return switch (DatagramHeaders.decode(name -> header(record, name))) {
            case BusValue.Garbage<DatagramHeaders>(String reason) ->
                new Taken.Garbage("garbage-headers", session + ": " + reason);
            case BusValue.Read<DatagramHeaders>(DatagramHeaders headers) -> {
                Octets message = Octets.copyOf(value);
                if (!headers.gateway().equals(session.gateway())) {
                    yield new Taken.Garbage("gateway-mismatch", session + ": the headers name " + headers.gateway());
                }
                if (!message.slice(0, COOKIE).equals(session.initiatorCookie().octets())) {
                    yield new Taken.Garbage("cookie-mismatch", session + ": the message has another cookie");
                }
                yield new Taken.Happening(session, new Input.DatagramReceived(headers, message));
            }
        };
    }

    private static Taken command(SessionKey session, byte[] value) {
        return switch (BusJson.read(value, IkeCommand.class)) {
            case BusValue.Garbage<IkeCommand>(String reason) ->
                new Taken.Garbage("garbage-command", session + ": " + reason);
            case BusValue.Read<IkeCommand>(IkeCommand command) ->
                command.session().equals(session)
                        ? new Taken.Happening(session, new Input.CommandReceived(command))
                        : new Taken.Garbage("key-mismatch", session + ": the command is for " + command.session());
        };
    }

    private static Taken outcome(SessionKey session, byte[] value) {
        return switch (BusJson.read(value, SaOutcome.class)) {
            case BusValue.Garbage<SaOutcome>(String reason) ->
                new Taken.Garbage("garbage-outcome", session + ": " + reason);
            case BusValue.Read<SaOutcome>(SaOutcome outcome) -> {
                if (!outcome.session().equals(session)) {
                    yield new Taken.Garbage("key-mismatch", session + ": the outcome is for " + outcome.session());
                }
                if (!outcome.id().gateway().equals(session.gateway())) {
                    yield new Taken.Garbage("gateway-mismatch", session + ": the outcome is of " + outcome.id());
                }
                yield new Taken.Happening(session, new Input.SaOutcomeReceived(outcome));
            }
        };
    }

    private static byte @Nullable [] header(Record<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }
}
