package io.ikebus.vault.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.pki.LocalAuthority;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A vault with a bus that comes and goes, and a database from before the chain. In the end somebody tampers with it. */
@QuarkusTest
@QuarkusTestResource(
        value = Surroundings.class,
        initArgs = {
            @ResourceArg(name = Surroundings.BUS, value = "yes"),
            @ResourceArg(name = Surroundings.OLD_EVENTS, value = "2345")
        },
        restrictToAnnotatedClass = true)
@TestMethodOrder(OrderAnnotation.class)
class PublishingTest {
    private static final int OLD_EVENTS = 2_345;
    private static final int PARTITIONS = 3;
    private static final String SECRET = "q7w3-gooseberries-by-moonlight";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    /** Its data stay when it goes. */
    private static EmbeddedBroker broker() {
        Path directory = VaultClient.directory();
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary()
                .keptIn(directory.resolve("broker"))
                .onPort(ConfigProvider.getConfig().getValue(Surroundings.BROKER_PORT, Integer.class))
                .withMutualTls(LocalAuthority.open(directory.resolve("pki")).issue("broker")));
        broker.ensureTopics(List.of(new Topic(Topics.SIEM_EVENTS, PARTITIONS, Topic.Cleanup.DELETE)));
        return broker;
    }

    /** All that has arrived, as JSON, in the order of its partition. */
    private static List<JsonNode> arrived(EmbeddedBroker broker) {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(Topics.SIEM_EVENTS).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<JsonNode> events = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    assertThat(record.key()).isEqualTo("vault");
                    events.add(JSON.readTree(record.value()));
                }
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(JsonNode event) {
        return event.at("/data/unmapped/number").asLong();
    }

    private void put(String name) {
        Answer done = admin.put(
                "/api/v1/credentials/" + name,
                "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\",\"connections\":[\"" + name + "\"]}");
        assertThat(done.status()).as(done.body()).isIn(200, 201);
    }

    private String skeyid(String connection) {
        return negotiator
                .post("/api/v1/skeyid", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""".formatted(connection))
                .json()
                .path("skeyid")
                .asText();
    }

    private static String well() {
        return VaultClient.nobody().get("/q/health/well").body();
    }

    @Test
    @Order(1)
    void whatHappensWhileTheBusIsAwayIsToldWhenItIsBack() {
        // Given
        put("publish-away");
        String skeyid = skeyid("publish-away");
        await().atMost(Duration.ofSeconds(30)).until(() -> well().contains("Kafka does not tell"));
        assertThat(VaultClient.nobody().get("/q/health/well").status()).isEqualTo(503);
        assertThat(VaultClient.nobody().get("/q/health/ready").status()).isEqualTo(200);
        assertThat(VaultClient.nobody().get("/q/metrics").body()).containsPattern("ikebus_vault_audit_unpublished 2");
        // When
        try (EmbeddedBroker broker = broker()) {
            // Then
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(arrived(broker))
                            .anyMatch(event -> event.path("type").asText().equals("io.ikebus.vault.changed")
                                    && event.path("subject").asText().equals("publish-away"))
                            .anyMatch(event -> event.path("type").asText().equals("io.ikebus.vault.used")
                                    && event.path("subject").asText().equals("publish-away")));
            await().until(() -> VaultClient.nobody().get("/q/health/well").status() == 200);
            List<JsonNode> all = arrived(broker);
            assertThat(all.stream().map(PublishingTest::number)).isSorted().startsWith(1L, 2L, 3L);
            assertThat(all.stream().map(event -> event.path("id").asText()).distinct())
                    .hasSize((int) number(all.getLast()));
            assertThat(all.get(OLD_EVENTS - 1).at("/data/message").asText()).isEqualTo("old " + OLD_EVENTS);
            assertThat(all.toString())
                    .doesNotContain(SECRET, HexFormat.of().formatHex(SECRET.getBytes(UTF_8)), "gooseberries", skeyid);
        }
    }

    @Test
    @Order(2)
    void theBusGoesAndComesAndNothingIsLost() {
        try (EmbeddedBroker first = broker()) {
            put("publish-before");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> arrived(first).stream()
                            .anyMatch(event -> event.path("subject").asText().equals("publish-before")));
        }
        // When
        put("publish-between");
        admin.delete("/api/v1/credentials/publish-between");
        // Then
        try (EmbeddedBroker second = broker()) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(arrived(second).stream()
                                    .filter(event ->
                                            event.path("subject").asText().equals("publish-between"))
                                    .map(event ->
                                            event.at("/data/api/operation").asText())
                                    .distinct())
                            .containsExactly("credential.put", "credential.delete"));
            List<Long> numbers = arrived(second).stream()
                    .map(PublishingTest::number)
                    .distinct()
                    .toList();
            assertThat(numbers).hasSize(numbers.getLast().intValue());
        }
    }

    @Test
    @Order(3)
    void eventsOfBeforeTheChainAreInIt() {
        JsonNode first = admin.get("/api/v1/audit?limit=1").json();

        assertThat(first.at("/items/0/actor").asText()).isEqualTo("otto");
        assertThat(first.at("/items/0/number").asLong()).isEqualTo(1);
        assertThat(AuditTables.ask("select count(*) from audit_event_v1")).containsExactly("0");
        assertThat(admin.post("/api/v1/audit:verify", "")
                        .json()
                        .path("verified")
                        .asBoolean())
                .isTrue();
    }

    @Test
    @Order(4)
    void aChainThatWasTamperedWithSaysSoAndGoesOn() {
        // Given
        AuditTables.execute(
                "alter table audit_event disable trigger all",
                "update audit_event set actor = 'nobody' where number = 17",
                "delete from audit_event where number = (select max(number) from audit_event)");
        // When
        JsonNode answer = admin.post("/api/v1/audit:verify", "").json();
        // Then
        assertThat(answer.path("verified").asBoolean()).isFalse();
        assertThat(answer.path("brokenAt").asLong()).isEqualTo(17);
        assertThat(answer.path("reason").asText()).isNotEmpty();
        assertThat(answer.has("events")).isFalse();
        // When
        put("publish-broken");
        // Then
        await().until(() -> well().contains("was changed before event"));
        assertThat(admin.get("/api/v1/audit?action=audit.chain").json().path("items"))
                .hasSize(1);
        assertThat(skeyid("publish-broken")).hasSize(40);
    }
}
