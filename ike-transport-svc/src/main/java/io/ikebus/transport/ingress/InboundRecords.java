package io.ikebus.transport.ingress;

import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.transport.datagram.Datagram;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Key, partition and headers of a datagram's record. */
record InboundRecords(GatewayId gateway, PartitionHash partitioner) {

    OutgoingKafkaRecordMetadata<String> metadata(Datagram datagram, IsakmpHeader header, int partitions) {
        SessionKey key = new SessionKey(gateway, header.initiatorCookie());
        return OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(key.toString())
                .withPartition(partitioner.partition(key, partitions))
                .withHeaders(headers(datagram))
                .build();
    }

    private Headers headers(Datagram datagram) {
        DatagramHeaders described = new DatagramHeaders(
                gateway, datagram.local(), datagram.remote(), datagram.marked(), datagram.at(), null);
        RecordHeaders headers = new RecordHeaders();
        for (Map.Entry<String, byte[]> header : described.encode().entrySet()) {
            headers.add(header.getKey(), header.getValue());
        }
        return headers;
    }
}
