package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class ExplainApiTest {
    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient operator = VaultClient.person("operator");

    private void put(String name, String selectors) {
        Answer put = admin.put(
                "/api/v1/credentials/" + name,
                "{\"type\":\"psk\",\"secret\":\"n0kQ3vX9bT7sLw2YdR5j\"," + selectors + "}");
        assertThat(put.status()).as(put.body()).isIn(200, 201);
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode one : list) {
            if (one.path("credential").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError(name + " is not in " + list);
    }

    @Test
    void theWinnerComesFirstWithWhatDecidedAndTheOthersWithWhatTheyLack() {
        // Given
        put("explain-network", "\"peerAddresses\":[\"198.18.7.0/24\"]");
        put("explain-host", "\"peerAddresses\":[\"198.18.7.2\"]");
        put("explain-north", "\"gateways\":[\"north\"],\"peerAddresses\":[\"198.18.7.2\"]");
        String question =
                "{\"use\":\"psk\",\"gateway\":\"east\",\"connection\":\"explain\",\"peerAddress\":\"198.18.7.2\"}";
        // When
        Answer answer = operator.post("/api/v1/credentials:explain", question);
        Answer skeyid = VaultClient.service("negotiator").post("/api/v1/skeyid", """
                {"gateway":"east","connection":"explain","peerAddress":"198.18.7.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""");
        // Then
        JsonNode said = answer.json();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(said.path("winner").asText())
                .isEqualTo("explain-host")
                .isEqualTo(skeyid.json().path("credential").asText());
        assertThat(said.at("/fitting/0/wins").asBoolean()).isTrue();
        assertThat(said.at("/fitting/0/decidedBy").asText()).isEqualTo("peerAddress");
        assertThat(named(said.path("fitting"), "explain-network")
                        .path("decidedBy")
                        .asText())
                .isEqualTo("peerAddress");
        JsonNode north = named(said.path("missing"), "explain-north");
        assertThat(north.path("selector").asText()).isEqualTo("gateways");
        assertThat(north.path("asked").asText()).isEqualTo("east");
        assertThat(north.at("/has/0").asText()).isEqualTo("north");
    }

    @Test
    void theListsAreBoundedAndTheCountsAreNot() {
        put("explain-one", "\"peerAddresses\":[\"198.18.8.2\"]");
        put("explain-two", "\"peerAddresses\":[\"198.18.8.0/24\"]");

        JsonNode said = operator.post(
                        "/api/v1/credentials:explain",
                        "{\"use\":\"psk\",\"gateway\":\"east\",\"connection\":\"x\",\"peerAddress\":\"198.18.8.2\",\"limit\":1}")
                .json();

        assertThat(said.path("fitting")).hasSize(1);
        assertThat(said.path("fittingCount").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"use\":\"signing-key\" | method",
                "\"use\":\"psk\",\"method\":\"rsa\" | method",
                "\"use\":\"xauth-user\" | user",
                "\"use\":\"psk\",\"side\":\"client\" | side",
                "\"use\":\"trust-anchor\" | use",
                "\"use\":\"psk\",\"limit\":0 | limit",
                "\"use\":\"psk\",\"limit\":1001 | limit",
                "\"use\":\"everything\" | use",
            })
    void refusesAQuestionOfAnotherShape(String part, String field) {
        Answer answer = operator.post(
                "/api/v1/credentials:explain",
                "{\"gateway\":\"east\",\"connection\":\"x\",\"peerAddress\":\"192.0.2.2\"," + part + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo(field);
    }
}
