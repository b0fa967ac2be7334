package io.ikebus.negotiator.shell;

import static io.ikebus.negotiator.shell.ShellHarness.HEADERS;
import static io.ikebus.negotiator.shell.ShellHarness.KEY;
import static io.ikebus.negotiator.shell.ShellHarness.MESSAGE;
import static io.ikebus.negotiator.shell.ShellHarness.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Garbage on any topic is reported, counted and stepped over. */
class GarbageTest {
    private static final SessionKey OTHER = SessionKey.parse("east/00000000000000aa");

    enum Garbage {
        NO_KEY("garbage-empty", shell -> shell.pipe(Topics.COMMANDS, null, new byte[] {1})),
        NO_VALUE("garbage-empty", shell -> shell.pipe(Topics.COMMANDS, KEY.toString(), null)),
        KEY_WITHOUT_COOKIE("garbage-key", shell -> shell.pipe(Topics.COMMANDS, "east", new byte[] {1})),
        KEY_WITH_ZERO_COOKIE(
                "garbage-key", shell -> shell.pipe(Topics.COMMANDS, "east/" + "0".repeat(16), new byte[] {1})),
        KEY_TOO_LONG("garbage-key", shell -> shell.pipe(Topics.COMMANDS, "x".repeat(10_000), new byte[] {1})),
        EMPTY_DATAGRAM("garbage-datagram", shell -> shell.datagram(KEY.toString(), HEADERS, Octets.EMPTY)),
        GIANT_DATAGRAM(
                "garbage-datagram", shell -> shell.datagram(KEY.toString(), HEADERS, Octets.wrap(new byte[65_508]))),
        NO_HEADERS(
                "garbage-headers",
                shell -> shell.pipe(Topics.DATAGRAMS_INBOUND, KEY.toString(), MESSAGE.toByteArray())),
        OTHER_GATEWAY(
                "gateway-mismatch",
                shell -> shell.datagram(
                        KEY.toString(),
                        new DatagramHeaders(
                                new GatewayId("west"), HEADERS.local(), HEADERS.remote(), false, START, null),
                        MESSAGE)),
        OTHER_COOKIE("cookie-mismatch", shell -> shell.datagram(OTHER.toString(), HEADERS, MESSAGE)),
        COMMAND_NO_JSON("garbage-command", shell -> shell.pipe(Topics.COMMANDS, KEY.toString(), text("initiate!"))),
        COMMAND_UNKNOWN(
                "garbage-command",
                shell -> shell.pipe(Topics.COMMANDS, KEY.toString(), text("{\"kind\":\"explode\"}"))),
        COMMAND_FOR_ANOTHER(
                "key-mismatch",
                shell -> shell.pipe(
                        Topics.COMMANDS,
                        KEY.toString(),
                        BusJson.write(new IkeCommand.Terminate(1, OTHER, "operator", START)))),
        OUTCOME_NO_JSON("garbage-outcome", shell -> shell.pipe(Topics.SA_OUTCOMES, KEY.toString(), text("{"))),
        OUTCOME_FOR_ANOTHER(
                "key-mismatch",
                shell -> shell.pipe(Topics.SA_OUTCOMES, KEY.toString(), outcome(OTHER, new GatewayId("east")))),
        OUTCOME_OF_ANOTHER_GATEWAY(
                "gateway-mismatch",
                shell -> shell.pipe(Topics.SA_OUTCOMES, KEY.toString(), outcome(KEY, new GatewayId("west")))),
        CONNECTION_NO_JSON("garbage-connection", shell -> shell.pipe(Topics.CONNECTIONS, "to-west", text("{]"))),
        CONNECTION_EMPTY("garbage-connection", shell -> shell.pipe(Topics.CONNECTIONS, "to-west", text("{}"))),
        STATUS_KEY("garbage-key", shell -> shell.pipe(Topics.STATUS, "nonsense", text("{}"))),
        STATUS_NO_JSON("garbage-status", shell -> shell.pipe(Topics.STATUS, KEY.toString(), text("17")));

        final String reason;
        final Consumer<ShellHarness> send;

        Garbage(String reason, Consumer<ShellHarness> send) {
            this.reason = reason;
            this.send = send;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isCountedAndSteppedOver(Garbage garbage) {
        try (ShellHarness shell = new ShellHarness()) {
            // Given
            shell.engine.thenLeave();
            // When
            garbage.send.accept(shell);
            // Then
            assertThat(shell.counted(garbage.reason)).isEqualTo(1);
            assertThat(shell.engine.inputs).isEmpty();
            // And what comes after it is taken
            shell.datagram();
            assertThat(shell.engine.inputs).hasSize(1);
        }
    }

    @Test
    void isARecordOnAPartitionWhereItsKeyDoesNotBelong() {
        // Given
        PartitionHash hash = new PartitionHash(Secret.wrap(new byte[16]));
        Intake intake = new Intake(hash, () -> 12);
        Record<byte[], byte[]> record = new Record<>(text(KEY.toString()), text("{}"), 0);
        int right = hash.partition(KEY, 12);
        // Then
        assertThat(intake.take(from((right + 1) % 12), record))
                .isInstanceOfSatisfying(
                        Intake.Taken.Garbage.class,
                        garbage -> assertThat(garbage.reason()).isEqualTo("wrong-partition"));
        assertThat(intake.take(from(right), record))
                .isInstanceOfSatisfying(
                        Intake.Taken.Garbage.class,
                        garbage -> assertThat(garbage.reason()).isEqualTo("garbage-command"));
    }

    private static RecordMetadata from(int partition) {
        return new RecordMetadata() {
            @Override
            public String topic() {
                return Topics.COMMANDS;
            }

            @Override
            public int partition() {
                return partition;
            }

            @Override
            public long offset() {
                return 0;
            }
        };
    }

    private static byte[] outcome(SessionKey session, GatewayId gateway) {
        return BusJson.write(new SaOutcome(
                1,
                session,
                new SaId(gateway, IpAddress.parse("192.0.2.1"), IpsecProtocol.ESP, 0x1000),
                SaOutcome.Kind.INSTALLED,
                "ok",
                "",
                START));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
