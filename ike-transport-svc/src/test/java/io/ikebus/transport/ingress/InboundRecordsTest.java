package io.ikebus.transport.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.transport.Messages;
import io.ikebus.transport.datagram.Datagram;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class InboundRecordsTest {
    private static final GatewayId EAST = new GatewayId("east");
    private static final Endpoint FLOATED = Endpoint.parse("198.51.100.7:40001");
    private final PartitionHash partitioner = new PartitionHash(Secret.wrap(new byte[16]));
    private final InboundRecords records = new InboundRecords(EAST, partitioner);

    @Test
    void keyAndPartitionFollowFromGatewayAndInitiatorCookieAlone() {
        // When
        OutgoingKafkaRecordMetadata<String> first = metadata(Messages.REMOTE, 0, ExchangeType.MAIN_MODE);
        OutgoingKafkaRecordMetadata<String> later = metadata(FLOATED, 99, ExchangeType.QUICK_MODE);
        // Then
        SessionKey key = new SessionKey(
                EAST, Messages.header(5, 0, ExchangeType.MAIN_MODE).initiatorCookie());
        assertThat(first.getKey()).isEqualTo("east/0000000000000005").isEqualTo(later.getKey());
        assertThat(first.getPartition())
                .isEqualTo(partitioner.partition(key, 12))
                .isEqualTo(later.getPartition());
    }

    @Test
    void headersSayWhereFromWhereToWhenAndWhetherMarked() {
        // Given
        Instant received = Instant.parse("2026-01-02T03:04:05.678901Z");
        Datagram datagram = new Datagram(Messages.LOCAL, FLOATED, true, received, Octets.EMPTY);
        // When
        OutgoingKafkaRecordMetadata<String> metadata =
                records.metadata(datagram, Messages.header(5, 0, ExchangeType.MAIN_MODE), 12);
        // Then
        assertThat(DatagramHeaders.decode(name -> {
                    Header header = metadata.getHeaders().lastHeader(name);
                    return header == null ? null : header.value();
                }))
                .isEqualTo(
                        new BusValue.Read<>(new DatagramHeaders(EAST, Messages.LOCAL, FLOATED, true, received, null)));
    }

    private OutgoingKafkaRecordMetadata<String> metadata(Endpoint remote, long responder, int exchange) {
        IsakmpHeader header = Messages.header(5, responder, exchange);
        return records.metadata(Messages.from(remote, Messages.message(header)), header, 12);
    }
}
