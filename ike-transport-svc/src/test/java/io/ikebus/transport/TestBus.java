package io.ikebus.transport;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** A broker with mutual TLS, and the negotiator's side of the two datagram topics. */
final class TestBus implements AutoCloseable {
    static final int PARTITIONS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final GatewayId EAST = new GatewayId("east");

    private final EmbeddedBroker broker;
    private final PartitionHash partitioner =
            new PartitionHash(Secret.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));

    private TestBus(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** Where and with what the service under test expects it; the data of an earlier one is found again. */
    static TestBus start() {
        Config config = ConfigProvider.getConfig();
        Path directory = Path.of(config.getValue(TransportSetup.DIRECTORY, String.class));
        Path authority = directory.resolve("authority");
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary()
                .keptIn(directory.resolve("broker"))
                .onPort(config.getValue(TransportSetup.BROKER_PORT, Integer.class))
                .withMutualTls(new IssuedCertificate(
                        authority.resolve("broker.crt"),
                        authority.resolve("broker.key"),
                        authority.resolve("broker.pem"),
                        authority.resolve("ca.crt"))));
        broker.ensureTopics(List.of(
                new Topic(Topics.DATAGRAMS_INBOUND, PARTITIONS, Topic.Cleanup.DELETE),
                new Topic(Topics.DATAGRAMS_OUTBOUND, PARTITIONS, Topic.Cleanup.DELETE)));
        return new TestBus(broker);
    }

    PartitionHash partitioner() {
        return partitioner;
    }

    /** The first inbound record that has this message. */
    ConsumerRecord<String, byte[]> inbound(Octets message) {
        return inbound(record -> Octets.wrap(record.value()).equals(message));
    }

    private ConsumerRecord<String, byte[]> inbound(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topics.DATAGRAMS_INBOUND, partition))
                .toList();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (System.nanoTime() < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record)) {
                        return record;
                    }
                }
            }
        }
        throw new AssertionError("no such record within " + PATIENCE);
    }

    record Outbound(Map<String, byte[]> headers, Octets message) {}

    /** Writes as a negotiator does: in one transaction, to the partition of gateway {@code east}. */
    void send(boolean commit, Outbound... records) {
        Map<String, Object> settings = settings();
        settings.put("transactional.id", "negotiator");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (Outbound record : records) {
                var unused = producer.send(record(record));
            }
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private ProducerRecord<String, byte[]> record(Outbound outbound) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.DATAGRAMS_OUTBOUND,
                partitioner.partition(EAST, PARTITIONS),
                "east/0000000000000001",
                outbound.message().toByteArray());
        outbound.headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    private Map<String, Object> settings() {
        return new HashMap<>(broker.clientSettings());
    }

    @Override
    public void close() {
        broker.close();
    }
}
