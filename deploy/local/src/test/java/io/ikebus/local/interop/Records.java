package io.ikebus.local.interop;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.broker.ClientSettings;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is on the bus, from the beginning. */
final class Records {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> settings;

    Records(String bootstrapServers, IssuedCertificate certificate) {
        this.settings = new HashMap<>(ClientSettings.mutualTls(certificate));
        settings.put("bootstrap.servers", bootstrapServers);
    }

    /** All topics there are, Kafka's own among them. */
    Set<String> topics() {
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell its topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Every record, those of aborted transactions too. */
    List<ConsumerRecord<byte[], byte[]>> of(Collection<String> topics) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(POLL).forEach(all::add);
            }
        }
        return all;
    }

    /** The diary for people. */
    String diaryAsText() {
        return diary().stream()
                .sorted(Comparator.comparing(DiaryEntry::at))
                .map(entry -> "%s %s %s %s %s %s: %s%n"
                        .formatted(
                                entry.at(),
                                entry.session(),
                                entry.exchange(),
                                entry.messageId(),
                                entry.kind(),
                                entry.label(),
                                entry.text()))
                .collect(Collectors.joining());
    }

    /** What the negotiator has noted. */
    List<DiaryEntry> diary() {
        List<DiaryEntry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : of(Set.of(Topics.NEGOTIATIONS))) {
            switch (BusJson.read(record.value(), DiaryEntry.class)) {
                case BusValue.Read<DiaryEntry>(var entry) -> entries.add(entry);
                case BusValue.Garbage<DiaryEntry>(var reason) ->
                    throw new AssertionError("the diary holds a record that is none: " + reason);
            }
        }
        return entries;
    }
}
