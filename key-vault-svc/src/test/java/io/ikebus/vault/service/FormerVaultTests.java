package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.vault.service.VaultClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A vault of today on the database of a former one, which answers as that one did ({@link FormerVaultRecorder}). A class
 * per migration, because each needs a vault of its own.
 */
abstract class FormerVaultTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");
    private final JsonNode former;

    FormerVaultTests(int version) {
        try (InputStream in = FormerVaultTests.class.getResourceAsStream("/former/V" + version + ".json")) {
            former = JSON.readTree(Objects.requireNonNull(in, "answers of version " + version));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertItAnswersAsBefore() {
        for (JsonNode question : former.path("questions")) {
            Answer answer = (question.path("who").asText().equals("negotiator") ? negotiator : admin)
                    .send(
                            question.path("method").asText(),
                            question.path("path").asText(),
                            question.path("body").asText(),
                            Map.of());
            assertThat(answer.status())
                    .as(answer.body())
                    .isEqualTo(question.path("status").asInt());
            assertHasAllOf(question.path("path").asText(), question.path("answer"), answer.json());
        }
    }

    /** Members may come; none goes or changes. */
    private static void assertHasAllOf(String where, JsonNode before, JsonNode now) {
        if (!before.isContainerNode()) {
            assertThat(now).as(where).isEqualTo(before);
            return;
        }
        if (before.isArray()) {
            assertThat(now).as(where).hasSize(before.size());
            for (int i = 0; i < before.size(); i++) {
                assertHasAllOf(where + "/" + i, before.get(i), now.path(i));
            }
            return;
        }
        before.properties()
                .forEach(member ->
                        assertHasAllOf(where + "/" + member.getKey(), member.getValue(), now.path(member.getKey())));
    }

    private void assertTheAuditChainIsWhole() {
        JsonNode verdict = admin.post("/api/v1/audit:verify", "").json();
        assertThat(verdict.path("verified").asBoolean()).as(verdict.toString()).isTrue();
        JsonNode expected = former.path("audit");
        JsonNode first = admin.get("/api/v1/audit?limit=1000").json().path("items");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(first.path(i).path("number").asInt()).isEqualTo(i + 1);
            assertHasAllOf("audit event " + (i + 1), expected.get(i), first.path(i));
        }
    }

    private void assertNothingIsDamaged() {
        assertThat(admin.get("/api/v1/credentials").json().path("damaged")).isEmpty();
        assertThat(admin.get("/api/v1/audit?action=inspection").json().path("items"))
                .isEmpty();
        Answer well = VaultClient.nobody().get("/q/health/well");
        assertThat(well.status()).as(well.body()).isEqualTo(200);
    }

    @Test
    void whatItWroteIsUsableBeforeAndAfterARotation() {
        // Given
        assertItAnswersAsBefore();
        assertTheAuditChainIsWhole();
        assertNothingIsDamaged();
        // When
        Answer asked = admin.post("/api/v1/master-key:rotate", "");
        // Then
        // All that a vault with data keys wrote is under the first master key already.
        assertThat(asked.status()).as(asked.body()).isIn(200, 202);
        await().until(() ->
                admin.get("/api/v1/master-key").json().at("/rotation").has("finishedAt"));
        assertItAnswersAsBefore();
        // When
        Answer changed = admin.put(
                "/api/v1/credentials/former-psk",
                "{\"type\":\"psk\",\"secret\":\"a secret of today\",\"connections\":[\"today\"]}");
        // Then
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().path("version").asInt()).isEqualTo(4);
        assertTheAuditChainIsWhole();
        assertNothingIsDamaged();
    }
}
