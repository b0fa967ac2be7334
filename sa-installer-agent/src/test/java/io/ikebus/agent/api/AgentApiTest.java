package io.ikebus.agent.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.agent.Samples;
import io.ikebus.agent.install.Commands;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.protocol.sealing.PartitionHash;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole agent: mutual TLS to bus and vault, commands in, the API out. */
@QuarkusTest
@QuarkusTestResource(AgentTestBed.class)
class AgentApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHALLENGE = "00112233445566778899aabbccddeeff";

    @TestHTTPResource(tls = true)
    URI base = URI.create("https://localhost");

    private final AgentTestBed bed = AgentTestBed.running();

    @Test
    void saysLoudlyThatItOnlyRecords() throws Exception {
        JsonNode status = json(get("/api/v1/status", bed.tls(), bed.token("viewer")));

        assertThat(status.path("gateway").asText()).isEqualTo("east");
        assertThat(status.path("backend").asText()).isEqualTo("recording");
        assertThat(status.path("warning").asText()).startsWith("NOTHING IS ENCRYPTED");
        assertThat(status.path("reason").asText()).isNotBlank();
        assertThat(health("live").path("data").path("warning").asText()).startsWith("NOTHING IS ENCRYPTED");
    }

    @Test
    void tellsTheVaultItsPublicKeyUntilItIsTakenAndKeepsThePrivateOneToItself() throws Exception {
        // Given
        awaitReady();
        String publicKey = json(get("/api/v1/status", bed.tls(), bed.token("viewer")))
                .path("publicKey")
                .asText();
        // Then
        assertThat(bed.registrations)
                .hasSize(2)
                .containsOnly("PUT CN=agent:east {\"publicKey\":\"" + publicKey + "\"}");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(bed.stateDirectory().resolve("hpke.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void showsItsSasAndPoliciesWithoutKeysButWithADigestThatProvesThem() throws Exception {
        // Given
        awaitReady();
        String publicKey = json(get("/api/v1/status", bed.tls("launcher"), null))
                .path("publicKey")
                .asText();
        Commands commands =
                new Commands(new Hpke.KeyPair(Secret.wrap(new byte[32]), Octets.fromHex(publicKey)), Samples.EAST);
        // When
        give(commands.inbound(0x1000, 1));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> json(get("/api/v1/sas", bed.tls("launcher"), null)).size() == 1);
        // Then
        JsonNode sa = json(get("/api/v1/sas?challenge=" + CHALLENGE, bed.tls("launcher"), null))
                .get(0);
        assertThat(sa.path("spi").asText()).isEqualTo("00001000");
        assertThat(sa.path("source").asText()).isEqualTo("192.0.2.2");
        assertThat(sa.path("destination").asText()).isEqualTo("192.0.2.1");
        assertThat(sa.path("protocol").asText()).isEqualTo("ESP");
        assertThat(sa.path("direction").asText()).isEqualTo("INBOUND");
        assertThat(sa.path("mode").asText()).isEqualTo("TUNNEL");
        assertThat(sa.path("encryption").asText()).isEqualTo("AES_GCM_16");
        assertThat(sa.path("keyBits").asInt()).isEqualTo(128);
        assertThat(sa.path("installed").asBoolean()).isTrue();
        assertThat(sa.has("bytes")).isFalse();
        assertThat(sa.path("policies").get(0).path("source").asText()).isEqualTo("10.2.0.0/16");
        assertThat(sa.path("keyDigest").asText()).isEqualTo(expectedDigest());
        assertThat(sa.toString()).doesNotContain(HexFormat.of().formatHex(keymat()));
        JsonNode policies = json(get("/api/v1/policies", bed.tls(), bed.token("operator")));
        assertThat(policies).hasSize(2).allSatisfy(policy -> {
            assertThat(policy.path("destination").asText()).isEqualTo("10.1.0.0/16");
            assertThat(policy.path("installed").asBoolean()).isTrue();
        });
        assertThat(get("/q/metrics", bed.tls(), null).body())
                .contains("ikebus_agent_commands_total{command=\"install\",outcome=\"installed\",reason=\"ok\"}")
                .contains("ikebus_agent_sas 1");
        assertThat(json(get("/api/v1/status", bed.tls("launcher"), null))
                        .path("counters")
                        .path("installed")
                        .asInt())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "zz112233445566778899aabbccddeeff", "00112233445566778899aabbccddeeff0"})
    void namesTheFieldOfABadChallenge(String challenge) throws Exception {
        HttpResponse<String> response = get("/api/v1/sas?challenge=" + challenge, bed.tls(), bed.token("viewer"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(response).path("field").asText()).isEqualTo("challenge");
    }

    @Test
    void answersNobodyAndNobodyElse() throws Exception {
        assertThat(get("/api/v1/sas", bed.tls(), null).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/sas", bed.tls(), "no.such.token").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/sas", bed.tls(), bed.token("auditor")).statusCode())
                .isEqualTo(403);
        assertThat(get("/api/v1/sas", bed.tls("negotiator"), null).statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/nothing", bed.tls("launcher"), null).statusCode())
                .isEqualTo(404);
        assertThat(json(get("/api/v1/sas", bed.tls("negotiator"), null))
                        .path("type")
                        .asText())
                .isEqualTo("urn:ikebus:problem:forbidden");
    }

    private void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/q/health/ready", bed.tls(), null).statusCode() == 200);
    }

    private JsonNode health(String kind) throws Exception {
        return json(get("/q/health/" + kind, bed.tls(), null)).path("checks").get(0);
    }

    private HttpResponse<String> get(String path, SSLContext tls, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private void give(SaCommand command) throws ExecutionException, InterruptedException {
        PartitionHash hash = new PartitionHash(Secret.wrap(AgentTestBed.clusterSecretOctets()));
        Map<String, Object> settings = new HashMap<>(bed.bus());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int partition = hash.partition(
                    Samples.EAST, producer.partitionsFor(Topics.SA_COMMANDS).size());
            byte[] key = command.id().key().getBytes(StandardCharsets.UTF_8);
            assertThat(producer.send(new ProducerRecord<>(Topics.SA_COMMANDS, partition, key, BusJson.write(command)))
                            .get()
                            .hasOffset())
                    .isTrue();
        }
    }

    private static String expectedDigest() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keymat(), "HmacSHA256"));
        mac.update("ikebus-sa-digest".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(mac.doFinal(HexFormat.of().parseHex(CHALLENGE)), 0, 16);
    }

    private static byte[] keymat() {
        return Samples.keymat(Samples.GCM_128, 1).with(byte[]::clone);
    }
}
