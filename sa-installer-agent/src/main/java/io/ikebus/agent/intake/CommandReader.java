package io.ikebus.agent.intake;

import io.ikebus.agent.install.Reasons;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records, trusting none of their parts. */
final class CommandReader {
    /** Longer than any {@link SaId#key}. */
    private static final int LONGEST_KEY = 256;

    private final GatewayId own;

    CommandReader(GatewayId own) {
        this.own = own;
    }

    Received read(ConsumerRecord<byte[], byte[]> record) {
        Optional<SaId> key = key(record.key());
        boolean keyIsAnothers = key.isPresent() && !key.get().gateway().equals(own);
        if (record.value() == null) {
            return keyIsAnothers
                    ? new Received.Another()
                    : key.<Received>map(Received.Withdrawal::new)
                            .orElseGet(() -> new Received.Garbage("a tombstone without a readable key"));
        }
        return switch (BusJson.read(record.value(), SaCommand.class)) {
            case BusValue.Garbage<SaCommand>(String reason) ->
                keyIsAnothers ? new Received.Another() : new Received.Garbage(reason);
            case BusValue.Read<SaCommand>(SaCommand command) ->
                addressed(key, command, Instant.ofEpochMilli(record.timestamp()));
        };
    }

    private Received addressed(Optional<SaId> key, SaCommand command, Instant issuedAt) {
        GatewayId named = command.id().gateway();
        GatewayId keyed = key.map(SaId::gateway).orElse(named);
        if (!named.equals(own) && !keyed.equals(own)) {
            return new Received.Another();
        }
        if (!named.equals(keyed) || !named.equals(command.session().gateway())) {
            return new Received.Misaddressed(
                    command,
                    Reasons.WRONG_GATEWAY,
                    "record key, command and session do not name the same gateway; this is " + own);
        }
        if (!key.equals(Optional.of(command.id()))) {
            return new Received.Misaddressed(
                    command, Reasons.WRONG_KEY, "record key and command do not name the same SA");
        }
        return new Received.Command(command, issuedAt);
    }

    private static Optional<SaId> key(byte @Nullable [] key) {
        if (key == null || key.length > LONGEST_KEY) {
            return Optional.empty();
        }
        try {
            return Optional.of(SaId.parseKey(new String(key, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
