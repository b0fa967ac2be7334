package io.ikebus.agent.intake;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.sealing.PartitionHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The gateway's partition of {@code ipsec.sa.commands}, assigned and never subscribed: nobody else is to take it over,
 * because nobody else has this kernel. One thread uses it; {@link #wakeUp} may come from another.
 */
final class CommandPartition implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CommandPartition.class);
    private static final Duration STEP = Duration.ofMillis(500);
    /** Kafka forgets the offsets of a group that commits nothing for a week. */
    private static final Duration COMMIT_AT_LEAST_EVERY = Duration.ofHours(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private Instant lastCommit = Instant.now();

    private CommandPartition(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        this.consumer = consumer;
        this.partition = partition;
    }

    /** @throws KafkaException if the bus cannot be reached or has no such topic */
    static CommandPartition open(Map<String, Object> settings, GatewayId gateway, PartitionHash hash) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(Topics.SA_COMMANDS);
            if (partitions == null || partitions.isEmpty()) {
                throw new KafkaException("the bus has no topic " + Topics.SA_COMMANDS);
            }
            TopicPartition own = new TopicPartition(Topics.SA_COMMANDS, hash.partition(gateway, partitions.size()));
            consumer.assign(List.of(own));
            return new CommandPartition(consumer, own);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * Reads all there is.
     *
     * @param isFirstStart whether this agent has never run: then nothing has been executed yet
     * @param each is given a record, and whether it was executed before
     */
    void replay(boolean isFirstStart, BiConsumer<ConsumerRecord<byte[], byte[]>, Boolean> each) {
        long beginning = Objects.requireNonNull(
                consumer.beginningOffsets(List.of(partition)).get(partition));
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        long executed = executedBefore(isFirstStart, beginning, end);
        commitNow(executed);
        consumer.seek(partition, beginning);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
                each.accept(record, record.offset() < executed);
            }
        }
    }

    private long executedBefore(boolean isFirstStart, long beginning, long end) {
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        if (committed != null && committed.offset() <= end) {
            return committed.offset();
        }
        if (isFirstStart) {
            return beginning;
        }
        // Safe, if not friendly: a command that was executed once must not be executed again.
        LOG.warnf(
                "%s has %s for this agent, though it has run before: what the partition holds counts as executed",
                partition, committed == null ? "no offset" : "an offset beyond its end");
        return end;
    }

    List<ConsumerRecord<byte[], byte[]>> poll() {
        if (Instant.now().isAfter(lastCommit.plus(COMMIT_AT_LEAST_EVERY))) {
            commit();
        }
        return consumer.poll(STEP).records(partition);
    }

    /** All that was polled is done and told. */
    void commit() {
        long position = consumer.position(partition);
        lastCommit = Instant.now();
        consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(position)), (offsets, failure) -> {
            if (failure != null) {
                LOG.warnf("offset %d of %s is not committed: %s", (Object) position, partition, failure);
            }
        });
    }

    private void commitNow(long offset) {
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
        lastCommit = Instant.now();
    }

    /** As last thing. */
    void commitNow() {
        commitNow(consumer.position(partition));
    }

    /** Whether the client has a connection at this moment. */
    boolean isConnected() {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count > 0);
    }

    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public String toString() {
        return partition.toString();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
