package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** From one master key to the next while everything goes on. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class MasterKeyApiTest {
    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static Path masterKeyFile() {
        return Path.of(ConfigProvider.getConfig().getValue("ikebus.vault.master-key-file", String.class));
    }

    private static String newKey() {
        byte[] key = new byte[32];
        ThreadLocalRandom.current().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    private void put(String name) {
        Answer made = admin.put(
                "/api/v1/credentials/" + name,
                "{\"type\":\"psk\",\"secret\":\"a secret of " + name + "\",\"connections\":[\"" + name + "\"]}");
        assertThat(made.status()).as(made.body()).isIn(200, 201);
    }

    private String skeyid(String connection) {
        Answer answer = negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""".formatted(connection));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("skeyid").asText();
    }

    private JsonNode masterKey() {
        return admin.get("/api/v1/master-key").json();
    }

    @Test
    void everythingGoesUnderTheNewKeyAndTheOldOneCanBeTakenAway() throws IOException {
        // Given
        for (int i = 0; i < 120; i++) {
            put("rotate-" + i);
        }
        String skeyid = skeyid("rotate-7");
        String old = Files.readString(masterKeyFile());
        String former = masterKey().at("/keys/0/id").asText();
        assertThat(masterKey().at("/keys/0/values").asInt()).isGreaterThan(120);
        // When
        Files.writeString(masterKeyFile(), newKey() + "\n" + old);
        Answer asked = admin.post("/api/v1/master-key:rotate", "{}");
        // Then
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String next = asked.json().at("/keys/0/id").asText();
        assertThat(next).isNotEqualTo(former);
        while (!masterKey().at("/rotation").has("finishedAt")) {
            assertThat(skeyid("rotate-7")).isEqualTo(skeyid);
        }
        assertThat(masterKey().at("/rotation/to").asText()).isEqualTo(next);
        assertThat(masterKey().at("/keys/1/id").asText()).isEqualTo(former);
        assertThat(masterKey().at("/keys/1/values").asInt()).isZero();
        // When the old key is taken away
        Files.writeString(masterKeyFile(), Files.readString(masterKeyFile()).substring(0, 65));
        assertThat(admin.post("/api/v1/master-key:rotate", "{\"to\":\"" + next + "\"}")
                        .status())
                .isEqualTo(200);
        // Then
        assertThat(masterKey().path("keys").size()).isEqualTo(1);
        assertThat(skeyid("rotate-7")).isEqualTo(skeyid);
        put("rotate-7");
        await().until(() -> VaultClient.nobody().get("/q/health/well").status() == 200);
    }

    @Test
    void aRotationToAnotherKeyThanTheFirstIsRefused() {
        Answer refused = admin.post("/api/v1/master-key:rotate", "{\"to\":\"mk-0000000000000000\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("another-master-key");
    }

    @Test
    void masterKeysThatCannotBeReadChangeNothing() throws IOException {
        // Given
        put("unusable");
        String skeyid = skeyid("unusable");
        String content = Files.readString(masterKeyFile());
        Files.writeString(masterKeyFile(), "nonsense");
        try {
            // When
            Answer refused = admin.post("/api/v1/master-key:rotate", "");
            // Then
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("master-key-unusable");
            assertThat(refused.body()).contains("64 hex digits").doesNotContain("nonsense");
            assertThat(skeyid("unusable")).isEqualTo(skeyid);
        } finally {
            Files.writeString(masterKeyFile(), content);
        }
    }

    @Test
    void noAnswerShowsAKey() throws IOException {
        String content = Files.readString(masterKeyFile()).strip();

        assertThat(admin.get("/api/v1/master-key").body()).doesNotContain(content.substring(0, 16));
    }
}
