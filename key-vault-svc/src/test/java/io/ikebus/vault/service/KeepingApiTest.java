package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether and how long a credential is used. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class KeepingApiTest {
    private static final String ONE = "/api/v1/credentials/keeping-one";
    private static final String OTHER = "/api/v1/credentials/keeping-other";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    @AfterEach
    void nothingIsLeftBehind() {
        admin.delete(ONE);
        admin.delete(OTHER);
    }

    private Answer put(String path, String more) {
        return admin.put(
                path,
                "{\"type\":\"psk\",\"secret\":\"a secret for keeping\",\"connections\":[\"keeping\"]" + more + "}");
    }

    private int ask() {
        return negotiator.post("/api/v1/skeyid", """
                        {"gateway":"east","connection":"keeping","peerAddress":"192.0.2.2","hash":"SHA1",
                         "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""").status();
    }

    private String explained() {
        return admin.post(
                        "/api/v1/credentials:explain",
                        "{\"use\":\"psk\",\"gateway\":\"east\",\"connection\":\"keeping\",\"peerAddress\":\"192.0.2.2\"}")
                .json()
                .path("missing")
                .toString();
    }

    @Test
    void whatIsDisabledIsKeptAndNotUsed() {
        // Given
        put(ONE, "");
        assertThat(ask()).isEqualTo(200);
        // When
        Answer disabled = put(ONE, ",\"disabled\":true");
        // Then
        assertThat(disabled.json().path("disabled").asBoolean()).isTrue();
        assertThat(ask()).isNotEqualTo(200);
        assertThat(explained()).contains("\"credential\":\"keeping-one\",\"selector\":\"disabled\"");
        // When
        put(ONE, "");
        // Then
        assertThat(ask()).isEqualTo(200);
    }

    @Test
    void oneThatIsDisabledMayLookLikeAnotherUntilItIsUsedAgain() {
        // Given
        put(ONE, ",\"disabled\":true");
        assertThat(put(OTHER, "").status()).isEqualTo(201);
        // When
        Answer refused = put(ONE, "");
        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("ambiguous-selectors");
        assertThat(refused.body()).contains("keeping-other");
    }

    @Test
    void whatExpiresIsNoLongerUsedFromThenOn() {
        // Given
        Instant soon = Instant.now().plusSeconds(3);
        Answer made = put(ONE, ",\"expiresAt\":\"" + soon + "\"");
        assertThat(made.json().path("expiresAt").asText()).isNotEmpty();
        assertThat(ask()).isEqualTo(200);
        // Then
        await().until(() -> ask() != 200);
        assertThat(Instant.now()).isAfterOrEqualTo(soon);
        assertThat(explained()).contains("\"credential\":\"keeping-one\",\"selector\":\"expiresAt\"");
    }

    @Test
    void labelsComeBackAsTheyWerePut() {
        put(ONE, ",\"labels\":{\"site\":\"north\",\"owner\":\"network team\"}");

        assertThat(admin.get(ONE).json().path("labels").toString())
                .isEqualTo("{\"owner\":\"network team\",\"site\":\"north\"}");
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = admin.get("/api/v1/credentials?limit=1&after=" + after + query)
                    .json();
            page.path("items").forEach(item -> names.add(item.path("name").asText()));
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&label=keeping/site | keeping-one, keeping-other",
                "&label=keeping/site%3Dnorth | keeping-one",
                "&label=keeping/site%3Dsouth | keeping-other",
                "&label=keeping/site%3D | ''",
                "&label=keeping/site&label=keeping/rule | keeping-one",
                "&label=keeping/rule%3Da%3Db | keeping-one",
                "&label=keeping/rule%3Da | ''",
                "&label=keeping | ''",
            })
    void isListedByItsLabelsOnWhateverPageItIs(String query, String found) {
        put(ONE, ",\"labels\":{\"keeping/site\":\"north\",\"keeping/rule\":\"a=b\"}");
        put(OTHER, ",\"disabled\":true,\"labels\":{\"keeping/site\":\"south\"}");

        assertThat(String.join(", ", names(query))).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "label=two%20words | a label's name",
                "label=%3Dnorth | a label's name",
                "label=a%00 | a label's name",
            })
    void aLabelThatNoneCanHaveIsNotLookedFor(String query, String rule) {
        Answer refused = admin.get("/api/v1/credentials?" + query);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("label");
        assertThat(refused.body()).contains(rule);
    }

    @Test
    void labelsThatAreLookedForAreBounded() {
        Answer long255 = admin.get("/api/v1/credentials?label=a%3D" + "x".repeat(255));
        Answer long256 = admin.get("/api/v1/credentials?label=a%3D" + "x".repeat(256));
        Answer many = admin.get("/api/v1/credentials?" + "label=a&".repeat(16));
        Answer tooMany = admin.get("/api/v1/credentials?" + "label=a&".repeat(17));

        assertThat(List.of(long255.status(), long256.status(), many.status(), tooMany.status()))
                .containsExactly(200, 400, 200, 400);
        assertThat(long256.body()).contains("at most 255 characters");
        assertThat(tooMany.body()).contains("at most 16 times");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"expiresAt\":\"2020-01-01T00:00:00Z\" | expiresAt | in the future",
                "\"expiresAt\":\"tomorrow\" | expiresAt | JSON type",
                "\"disabled\":\"yes\" | disabled | JSON type",
                "\"labels\":{\"two words\":\"x\"} | labels | a label's name",
            })
    void refusesWhatIsNone(String field, String name, String rule) {
        Answer refused = put(ONE, "," + field);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.field()).startsWith(name);
        assertThat(refused.body()).contains(rule);
        assertThat(admin.get(ONE).status()).isEqualTo(404);
    }
}
