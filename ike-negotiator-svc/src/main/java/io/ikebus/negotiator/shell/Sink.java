package io.ikebus.negotiator.shell;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.sealing.PartitionHash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where records of the shell go, and what decides on the partition. */
enum Sink {
    OUTBOUND(Topics.DATAGRAMS_OUTBOUND, Spread.GATEWAY),
    SA_COMMANDS(Topics.SA_COMMANDS, Spread.GATEWAY),
    COMMANDS(Topics.COMMANDS, Spread.WHOLE_KEY),
    STATUS(Topics.STATUS, Spread.WHOLE_KEY),
    NEGOTIATIONS(Topics.NEGOTIATIONS, Spread.WHOLE_KEY),
    LEASES(Topics.LEASES, Spread.NONE),
    SIEM_EVENTS(Topics.SIEM_EVENTS, Spread.WHOLE_KEY);

    private enum Spread {
        /** There is one partition. */
        NONE,
        WHOLE_KEY,
        /** The key starts with the gateway's id and a slash, as session keys and SA ids do. */
        GATEWAY
    }

    private final String topic;
    private final Spread spread;

    Sink(String topic, Spread spread) {
        this.topic = topic;
        this.spread = spread;
    }

    String topic() {
        return topic;
    }

    StreamPartitioner<byte[], byte[]> partitioner(PartitionHash hash) {
        return (_, key, _, partitions) ->
                Optional.of(Set.of(partition(new String(key, StandardCharsets.UTF_8), hash, partitions)));
    }

    private int partition(String key, PartitionHash hash, int partitions) {
        return switch (spread) {
            case NONE -> 0;
            case WHOLE_KEY -> hash.partition(key, partitions);
            case GATEWAY -> hash.partition(new GatewayId(key.substring(0, key.indexOf('/'))), partitions);
        };
    }
}
