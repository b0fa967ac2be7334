package io.ikebus.local.demo;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what negotiators note from the moment this is made. Not for several threads. */
final class Diary implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<DiaryEntry> entries = new ArrayList<>();

    Diary(String bootstrapServers, Path keystore, Path trust) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "security.protocol", "SSL",
                        "ssl.keystore.type", "PEM",
                        "ssl.keystore.location", keystore.toString(),
                        "ssl.truststore.type", "PEM",
                        "ssl.truststore.location", trust.toString(),
                        "isolation.level", "read_committed",
                        "fetch.max.wait.ms", "50"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.NEGOTIATIONS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: only the question for the position fixes where reading begins.
        partitions.forEach(consumer::position);
    }

    /**
     * Reads on until {@code enough} says so of all that was read, or the time is over.
     *
     * @return everything read so far, in the order of time
     */
    List<DiaryEntry> readUntil(Predicate<List<DiaryEntry>> enough, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!enough.test(entries) && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                switch (BusJson.read(record.value(), DiaryEntry.class)) {
                    case BusValue.Read<DiaryEntry>(var entry) -> entries.add(entry);
                    case BusValue.Garbage<DiaryEntry>(var reason) ->
                        throw new DemoFailure("the diary on the bus holds a record that is none: " + reason);
                }
            }
        }
        return entries.stream().sorted(Comparator.comparing(DiaryEntry::at)).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
