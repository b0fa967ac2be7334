package io.ikebus.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.testkit.broker.Topic.Cleanup;
import io.ikebus.testkit.pki.LocalAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final Topic ORDERS = new Topic("orders", 3, Cleanup.DELETE);
    private static final Topic STATE = new Topic("state", 1, Cleanup.COMPACT, Map.of("segment.ms", "60000"));

    @TempDir
    Path directory;

    @Test
    void keepsItsRecordsAndTopicsFromOneRunToTheNext() throws Exception {
        // Given
        try (EmbeddedBroker first =
                EmbeddedBroker.start(BrokerOptions.temporary().keptIn(directory.resolve("kept")))) {
            first.ensureTopics(List.of(ORDERS));
            sendInTransaction(first, "answered");
        }
        // When
        try (EmbeddedBroker second =
                EmbeddedBroker.start(BrokerOptions.temporary().keptIn(directory.resolve("kept")))) {
            second.ensureTopics(List.of(ORDERS, STATE));
            second.ensureTopics(List.of(ORDERS, STATE));
            // Then
            assertThat(readAll(second)).containsExactly("answered");
            assertThat(cleanupOf(second, "orders")).isEqualTo("delete");
            assertThat(cleanupOf(second, "state")).isEqualTo("compact");
            assertThatIllegalStateException()
                    .isThrownBy(() -> second.ensureTopics(List.of(new Topic("orders", 4, Cleanup.DELETE))))
                    .withMessageContaining("orders has 3 partitions, not the 4 wanted");
        }
    }

    @Test
    void letsOnlyCertificatesOfItsAuthorityIn() throws Exception {
        // Given
        List.of("clients.NetworkClient", "clients.admin")
                .forEach(expected ->
                        Logger.getLogger("org.apache.kafka." + expected).setLevel(Level.OFF));
        LocalAuthority own = LocalAuthority.create(directory.resolve("own"));
        LocalAuthority foreign = LocalAuthority.create(directory.resolve("foreign"));
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(BrokerOptions.temporary().withMutualTls(own.issue("broker")))) {
            Map<String, String> stranger = new HashMap<>(ClientSettings.mutualTls(foreign.issue("negotiator")));
            stranger.put("ssl.truststore.location", own.trust().toString());
            // Then
            broker.ensureTopics(List.of(ORDERS));
            assertThat(topicsSeenBy(broker, ClientSettings.mutualTls(own.issue("negotiator"))))
                    .contains("orders");
            assertThatThrownBy(() -> topicsSeenBy(broker, stranger)).hasMessageContaining("Ssl");
        }
    }

    @Test
    void saysThatItsPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> EmbeddedBroker.start(BrokerOptions.temporary().onPort(taken.getLocalPort())))
                    .withMessageContaining(Integer.toString(taken.getLocalPort()))
                    .withMessageContaining("in use");
        }
    }

    private static void sendInTransaction(EmbeddedBroker broker, String value) {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        settings.put("transactional.id", "test");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("orders", 0, "key", value));
            producer.commitTransaction();
        }
    }

    private static List<String> readAll(EmbeddedBroker broker) {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        settings.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("orders", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).records(partition).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    private static String cleanupOf(EmbeddedBroker broker, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(new HashMap<String, Object>(broker.clientSettings()))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .get("cleanup.policy")
                    .value();
        }
    }

    private static Iterable<String> topicsSeenBy(EmbeddedBroker broker, Map<String, String> client) throws Exception {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
    }
}
