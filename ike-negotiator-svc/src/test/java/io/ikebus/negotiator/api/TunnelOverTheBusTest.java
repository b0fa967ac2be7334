package io.ikebus.negotiator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.pki.LocalAuthority;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service between a real broker and a vault: west initiates to east, both served by this one negotiator. */
@QuarkusTest
@QuarkusTestResource(value = NegotiatorStack.class, restrictToAnnotatedClass = false)
class TunnelOverTheBusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    private Gateways gateways;

    @BeforeEach
    void start() throws Exception {
        Client.awaitReady();
        gateways = new Gateways(
                kafka,
                NegotiatorStack.CLUSTER_SECRET,
                Map.of(
                        IpAddress.parse("198.51.100.1"), new GatewayId("tunnel-east"),
                        IpAddress.parse("198.51.100.2"), new GatewayId("tunnel-west"),
                        IpAddress.parse("198.51.100.3"), new GatewayId("tunnel-north")));
        gateways.publishKeys(
                Set.of(new GatewayId("tunnel-east"), new GatewayId("tunnel-west")),
                URI.create(Client.setting("ikebus.vault.url")),
                LocalAuthority.open(Path.of(Client.setting("stack.directory"), "ca")));
    }

    @AfterEach
    void stop() throws Exception {
        gateways.close();
    }

    @Test
    void bringsATunnelUpAndDownAndShowsNoSecret() throws Exception {
        // Given
        define("tunnel-to-west", "tunnel-east", "198.51.100.1", "198.51.100.2", "10.1.0.0/16", "10.2.0.0/16");
        define("tunnel-to-east", "tunnel-west", "198.51.100.2", "198.51.100.1", "10.2.0.0/16", "10.1.0.0/16");
        // When
        String session = Client.operator()
                .post("/api/v1/connections/tunnel-to-east/initiate")
                .then()
                .statusCode(202)
                .extract()
                .path("session");
        // Then
        String cookie = session.substring(session.indexOf('/'));
        for (String gateway : List.of("tunnel-west", "tunnel-east")) {
            await().atMost(PATIENCE).until(() -> sa(gateway + cookie).getString("state"), equalTo("established"));
            await().atMost(PATIENCE)
                    .until(() -> sa(gateway + cookie).getString("children[0].state"), equalTo("installed"));
        }
        assertThat(gateways.installed).hasSize(4);
        Map<Long, List<String>> keysBySpi = new HashMap<>();
        gateways.installed.forEach((id, keymat) ->
                keysBySpi.computeIfAbsent(id.spi(), spi -> new ArrayList<>()).add(keymat));
        assertThat(keysBySpi.values())
                .as("both ends hold the same key for each of the two SAs")
                .hasSize(2)
                .allSatisfy(keys -> assertThat(keys).hasSize(2).containsOnly(keys.getFirst()));
        Client.viewer()
                .get("/api/v1/ike-sas?connection=tunnel-to-west&state=established&gateway=tunnel-east")
                .then()
                .body("items.size()", equalTo(1));
        // And
        List<String> keymats = List.copyOf(gateways.installed.values());
        // When
        Client.operator()
                .post("/api/v1/connections/tunnel-to-east/terminate")
                .then()
                .statusCode(202)
                .body("sessions[0]", equalTo(session));
        // Then
        await().atMost(PATIENCE).until(gateways.installed::isEmpty);
        for (String gateway : List.of("tunnel-west", "tunnel-east")) {
            await().atMost(PATIENCE).until(() -> sa(gateway + cookie).getInt("status"), equalTo(404));
        }
        // And nothing of it was ever to be seen on the bus
        String bus = everythingOnTheBus();
        assertThat(bus).contains("sealedKeys").contains("ike-sessions-changelog");
        assertThat(bus).doesNotContain(NegotiatorStack.PSK);
        assertThat(skeyids()).isNotEmpty();
        List<String> secrets = new ArrayList<>(keymats);
        secrets.addAll(skeyids());
        secrets.add(NegotiatorStack.SEALING_KEY);
        for (String secret : secrets) {
            byte[] octets = Octets.fromHex(secret).toByteArray();
            assertThat(bus.contains(secret)).as("a secret as hex").isFalse();
            assertThat(bus.contains(new String(octets, StandardCharsets.ISO_8859_1)))
                    .as("a secret as octets")
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA_ENCRYPTION", "RSA_ENCRYPTION_REVISED"})
    void bringsATunnelUpWithPublicKeyEncryption(String method) {
        // Given
        String tag = method.toLowerCase(Locale.ROOT);
        defineEncrypted(tag + "-to-west", "tunnel-east", "198.51.100.1", "tunnel-west", "198.51.100.2", method);
        defineEncrypted(tag + "-to-east", "tunnel-west", "198.51.100.2", "tunnel-east", "198.51.100.1", method);
        // When
        String session = Client.operator()
                .post("/api/v1/connections/" + tag + "-to-east/initiate")
                .then()
                .statusCode(202)
                .extract()
                .path("session");
        // Then
        await().atMost(PATIENCE).until(() -> sa(session).getString("state"), equalTo("established"));
        await().atMost(PATIENCE).until(() -> gateways.installed.size() == 4);
        Client.operator()
                .post("/api/v1/connections/" + tag + "-to-east/terminate")
                .then()
                .statusCode(202);
        await().atMost(PATIENCE).until(gateways.installed::isEmpty);
    }

    private static void defineEncrypted(
            String name, String gateway, String local, String peer, String remote, String method) {
        Client.operator()
                .contentType(ContentType.JSON)
                .body("""
                        {"gateway": "%s",
                         "local": {"address": "%s", "identity": "%s.example"},
                         "peer": {"addresses": ["%s"], "identity": "%s.example"},
                         "ike": {"authentication": "%s", "encryptionSkeyid": "PLAIN_NONCES"},
                         "children": [{"name": "net", "local": {"addresses": "10.1.0.0/16"}, "remote": {"addresses": "10.1.0.0/16"}}]}
                        """.formatted(gateway, local, gateway, remote, peer, method))
                .put("/api/v1/connections/" + name)
                .then()
                .statusCode(201);
    }

    @Test
    void terminatesTheSessionsOfAConnectionThatIsRemoved() {
        // Given
        define("gone-to-west", "tunnel-east", "198.51.100.1", "198.51.100.2", "10.1.0.0/16", "10.2.0.0/16");
        define("gone-to-east", "tunnel-west", "198.51.100.2", "198.51.100.1", "10.2.0.0/16", "10.1.0.0/16");
        String session = Client.operator()
                .post("/api/v1/connections/gone-to-west/initiate")
                .then()
                .statusCode(202)
                .extract()
                .path("session");
        await().atMost(PATIENCE).until(() -> gateways.installed.size() == 4);
        // When
        Client.operator().delete("/api/v1/connections/gone-to-west").then().statusCode(204);
        // Then
        await().atMost(PATIENCE).until(gateways.installed::isEmpty);
        await().atMost(PATIENCE).until(() -> sa(session).getInt("status"), equalTo(404));
    }

    @Test
    void setsNothingUpWhereNoAgentHasPublishedAKey() {
        // Given
        define("keyless-to-west", "tunnel-north", "198.51.100.3", "198.51.100.2", "10.3.0.0/16", "10.2.0.0/16");
        define("west-to-keyless", "tunnel-west", "198.51.100.2", "198.51.100.3", "10.2.0.0/16", "10.3.0.0/16");
        // When
        Client.operator()
                .post("/api/v1/connections/keyless-to-west/initiate")
                .then()
                .statusCode(202);
        // Then
        await().atMost(PATIENCE)
                .until(() -> Client.nobody().get("/q/metrics").asString().contains("reason=\"no-gateway-key\""));
        assertThat(gateways.installed.keySet())
                .noneMatch(id -> id.gateway().value().equals("tunnel-north"));
        // When
        Client.operator()
                .post("/api/v1/connections/keyless-to-west/terminate")
                .then()
                .statusCode(202);
        // Then
        await().atMost(PATIENCE)
                .until(() -> Client.viewer()
                        .get("/api/v1/ike-sas?connection=keyless-to-west")
                        .jsonPath()
                        .getList("items")
                        .isEmpty());
        await().atMost(PATIENCE).until(gateways.installed::isEmpty);
    }

    /** The session, or the problem with it. */
    private static JsonPath sa(String session) {
        return Client.viewer().get("/api/v1/ike-sas/" + session).jsonPath();
    }

    private static void define(
            String name, String gateway, String local, String remote, String localNet, String remoteNet) {
        Client.operator()
                .contentType(ContentType.JSON)
                .body("""
                        {"gateway": "%s",
                         "local": {"address": "%s", "identity": "%s.example"},
                         "peer": {"addresses": ["%s"], "identity": "*.example"},
                         "children": [{"name": "net", "local": {"addresses": "%s"}, "remote": {"addresses": "%s"}}]}
                        """.formatted(gateway, local, gateway, remote, localNet, remoteNet))
                .put("/api/v1/connections/" + name)
                .then()
                .statusCode(201);
    }

    private static List<String> skeyids() throws Exception {
        return Files.readAllLines(Path.of(Client.setting("stack.directory"), NegotiatorStack.SKEYIDS));
    }

    /** Every record of every topic, transaction aborted or not, as text in which octets are characters. */
    private String everythingOnTheBus() {
        StringBuilder all = new StringBuilder();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
                records.forEach(record -> {
                    all.append(record.topic()).append(' ');
                    append(all, record.key());
                    append(all, record.value());
                    record.headers().forEach(header -> append(all, header.value()));
                    all.append('\n');
                });
            }
        }
        return all.toString();
    }

    private static void append(StringBuilder to, byte[] octets) {
        if (octets != null) {
            to.append(new String(octets, StandardCharsets.ISO_8859_1)).append(' ');
        }
    }
}
