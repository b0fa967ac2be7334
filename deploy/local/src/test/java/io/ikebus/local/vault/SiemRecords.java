package io.ikebus.local.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What whoever watches {@code siem.events} from the beginning has seen by now. One thread. */
final class SiemRecords implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final List<TopicPartition> partitions;
    private final List<Seen> seen = new ArrayList<>();

    /** One record, in the order of its partition. */
    record Seen(int partition, String key, JsonNode event) {
        /** Of the audit event that it is. */
        long number() {
            return event.at("/data/unmapped/number").asLong();
        }

        String hash() {
            return event.at("/data/unmapped/hash").asText();
        }

        /** CloudEvents: "Producers MUST ensure that source + id is unique for each distinct event". */
        String identity() {
            return event.path("source").asText() + " " + event.path("id").asText();
        }
    }

    SiemRecords(EmbeddedBroker broker) {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        this.partitions = consumer.partitionsFor(Topics.SIEM_EVENTS).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All that is there when this is called. */
    List<Seen> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                seen.add(new Seen(record.partition(), record.key(), json(record.value())));
            }
        }
        return List.copyOf(seen);
    }

    /** The highest number that has come; 0 if none has. */
    long last() {
        return all().stream().mapToLong(Seen::number).max().orElse(0);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
