package io.ikebus.agent.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.agent.Samples;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.sealing.PartitionHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The other end of the bus: gives commands to one gateway and reads what it answers to one session. */
final class NegotiatorOnBus implements AutoCloseable {
    private final Map<String, Object> bus;
    private final PartitionHash hash;
    private final GatewayId gateway;
    private final int commandPartition;
    private final int commandPartitions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SessionKey session;

    NegotiatorOnBus(Map<String, String> broker, PartitionHash hash, GatewayId gateway) {
        this.bus = new HashMap<>(broker);
        this.hash = hash;
        this.gateway = gateway;
        this.session = new SessionKey(gateway, Samples.SESSION.initiatorCookie());
        this.producer = producer(Map.of());
        this.commandPartitions = producer.partitionsFor(Topics.SA_COMMANDS).size();
        this.commandPartition = hash.partition(gateway, commandPartitions);
        this.consumer = new KafkaConsumer<>(bus, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition own = new TopicPartition(
                Topics.SA_OUTCOMES,
                hash.partition(
                        session, producer.partitionsFor(Topics.SA_OUTCOMES).size()));
        consumer.assign(List.of(own));
        consumer.seekToBeginning(List.of(own));
    }

    void commands(SaCommand... commands) {
        for (SaCommand command : commands) {
            raw(command.id().key(), command);
        }
    }

    void raw(String key, Object command) {
        rawBytes(key, command instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : BusJson.write(command));
    }

    void raw(String key, @Nullable String value) {
        rawBytes(key, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    void rawBytes(@Nullable String key, byte @Nullable [] value) {
        try {
            assertThat(producer.send(record(key, value)).get().hasOffset()).isTrue();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void commandsInOneTransaction(SaCommand... commands) {
        transaction(true, commands);
    }

    void abortedCommands(SaCommand... commands) {
        transaction(false, commands);
    }

    /** The next outcomes of the session, each a record of the right key. */
    List<SaOutcome> outcomes(int count) {
        List<SaOutcome> outcomes = new ArrayList<>();
        Awaitility.await(count + " outcomes").atMost(OneGateway.patience()).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> read(record, outcomes));
            return outcomes.size() >= count;
        });
        assertThat(outcomes).hasSize(count);
        return outcomes;
    }

    /** As if the agent had died before it could commit what it did. */
    void rewindOffsetOf(String group) {
        TopicPartition partition = new TopicPartition(Topics.SA_COMMANDS, commandPartition);
        try (Admin admin = Admin.create(bus)) {
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(0)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    GatewayId gatewayOnTheSamePartition() {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> new GatewayId("other-" + i))
                .filter(other -> hash.partition(other, commandPartitions) == commandPartition)
                .findFirst()
                .orElseThrow();
    }

    private void transaction(boolean committed, SaCommand... commands) {
        try (KafkaProducer<byte[], byte[]> transactional =
                producer(Map.of("transactional.id", "negotiator-" + gateway))) {
            transactional.initTransactions();
            transactional.beginTransaction();
            for (SaCommand command : commands) {
                assertThat(transactional.send(record(command.id().key(), BusJson.write(command))))
                        .isNotNull();
            }
            transactional.flush();
            if (committed) {
                transactional.commitTransaction();
            } else {
                transactional.abortTransaction();
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<SaOutcome> outcomes) {
        if (!new String(record.key(), StandardCharsets.UTF_8).equals(session.toString())) {
            return;
        }
        switch (BusJson.read(record.value(), SaOutcome.class)) {
            case BusValue.Read<SaOutcome>(SaOutcome outcome) -> {
                assertThat(outcome.session()).isEqualTo(session);
                outcomes.add(outcome);
            }
            case BusValue.Garbage<SaOutcome>(String reason) -> throw new AssertionError(reason);
        }
    }

    private ProducerRecord<byte[], byte[]> record(@Nullable String key, byte @Nullable [] value) {
        return new ProducerRecord<>(
                Topics.SA_COMMANDS, commandPartition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(bus);
        settings.putAll(more);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
