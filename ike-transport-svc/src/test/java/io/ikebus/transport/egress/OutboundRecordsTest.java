package io.ikebus.transport.egress;

import static io.ikebus.transport.datagram.DropReason.OUTBOUND_GARBAGE;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_OTHER_GATEWAY;
import static io.ikebus.transport.datagram.DropReason.OUTBOUND_STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundRecordsTest {
    private static final GatewayId EAST = new GatewayId("east");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Octets MESSAGE = Messages.mainMode(1, 2);
    private static final DatagramHeaders HEADERS =
            new DatagramHeaders(EAST, Messages.LOCAL, Messages.REMOTE, true, NOW, null);

    private final OutboundRecords records = new OutboundRecords(EAST, Duration.ofSeconds(5), InstantSource.fixed(NOW));

    @Test
    void aRecordForThisGatewayIsADatagram() {
        assertThat(records.read(record(HEADERS, MESSAGE.toByteArray(), headers -> {})))
                .isInstanceOfSatisfying(OutboundRecords.Read.Ready.class, ready -> {
                    assertThat(ready.datagram().local()).isEqualTo(Messages.LOCAL);
                    assertThat(ready.datagram().remote()).isEqualTo(Messages.REMOTE);
                    assertThat(ready.datagram().marked()).isTrue();
                    assertThat(ready.datagram().message()).isEqualTo(MESSAGE);
                    assertThat(ready.header().initiatorCookie().value()).isEqualTo(1);
                });
    }

    @Test
    void fiveSecondsIsOldAndAClockThatRunsAheadIsNot() {
        assertThat(reason(HEADERS.at(NOW.minusMillis(5001)), MESSAGE)).isEqualTo(OUTBOUND_STALE);
        assertThat(reason(HEADERS.at(NOW.minusMillis(5000)), MESSAGE)).isEqualTo("ready");
        assertThat(reason(HEADERS.at(NOW.plusSeconds(60)), MESSAGE)).isEqualTo("ready");
    }

    @Test
    void aKeepaliveForThePortOfMarkedMessagesIsSentAndNoOtherOctetIs() {
        assertThat(records.read(record(HEADERS, new byte[] {(byte) 0xff}, headers -> {})))
                .isInstanceOfSatisfying(
                        OutboundRecords.Read.KeepAlive.class,
                        keepAlive ->
                                assertThat(keepAlive.datagram().isKeepAlive()).isTrue());
        assertThat(reason(HEADERS, Octets.of(0xfe))).isEqualTo(OUTBOUND_GARBAGE);
        DatagramHeaders unmarked = new DatagramHeaders(EAST, Messages.LOCAL, Messages.REMOTE, false, NOW, null);
        assertThat(reason(unmarked, Octets.of(0xff))).isEqualTo(OUTBOUND_GARBAGE);
    }

    @Test
    void anotherGatewaysRecordIsNotSentFromHere() {
        DatagramHeaders west =
                new DatagramHeaders(new GatewayId("west"), Messages.LOCAL, Messages.REMOTE, false, NOW, null);
        assertThat(reason(west, MESSAGE)).isEqualTo(OUTBOUND_OTHER_GATEWAY);
    }

    @Test
    void whatIsNoIsakmpMessageIsNotSent() {
        assertThat(reason(HEADERS, Octets.of(1, 2, 3))).isEqualTo(OUTBOUND_GARBAGE);
        assertThat(reason(HEADERS, Octets.wrap(new byte[65_508]))).isEqualTo(OUTBOUND_GARBAGE);
        assertThat(reason(records.read(record(HEADERS, null, headers -> {})))).isEqualTo(OUTBOUND_GARBAGE);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "gateway, East/..",
        "local, 192.0.2.1",
        "local, localhost:500",
        "remote, 198.51.100.7:0",
        "remote, 198.51.100.7:65536",
        "at, yesterday",
        "at, ''",
    })
    void malformedHeadersAreGarbage(String name, String value) {
        assertThat(reason(records.read(record(HEADERS, MESSAGE.toByteArray(), headers -> {
                    headers.remove(name);
                    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
                }))))
                .isEqualTo(OUTBOUND_GARBAGE);
    }

    @ParameterizedTest
    @CsvSource({"gateway", "local", "remote", "natt", "at"})
    void aMissingHeaderIsGarbage(String name) {
        assertThat(reason(records.read(record(HEADERS, MESSAGE.toByteArray(), headers -> headers.remove(name)))))
                .isEqualTo(OUTBOUND_GARBAGE);
    }

    private String reason(DatagramHeaders headers, Octets message) {
        return reason(records.read(record(headers, message.toByteArray(), same -> {})));
    }

    private static String reason(OutboundRecords.Read read) {
        return switch (read) {
            case OutboundRecords.Read.Ready ready -> "ready";
            case OutboundRecords.Read.KeepAlive keepAlive -> "keepalive";
            case OutboundRecords.Read.Refused refused -> refused.drop().reason();
        };
    }

    @SuppressWarnings("NullAway") // A tombstone's value is null.
    private static ConsumerRecord<byte[], byte[]> record(
            DatagramHeaders headers, byte @Nullable [] value, Consumer<Headers> change) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("ike.datagrams.outbound", 0, 0, null, value);
        headers.encode().forEach((name, bytes) -> record.headers().add(name, bytes));
        change.accept(record.headers());
        return record;
    }
}
