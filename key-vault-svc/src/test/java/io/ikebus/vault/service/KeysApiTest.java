package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sealing keys and gateways' keys. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class KeysApiTest {
    private final VaultClient negotiator = VaultClient.service("negotiator");

    @Test
    void theCurrentSealingKeyIsThereFromTheStartAndStaysForItsLifetime() {
        JsonNode first = negotiator.get("/api/v1/sealing-keys/current").json();
        JsonNode again = negotiator.get("/api/v1/sealing-keys/current").json();

        assertThat(first).isEqualTo(again);
        assertThat(first.path("key").asText()).matches("[0-9a-f]{64}");
        assertThat(Instant.parse(first.path("notAfter").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
    }

    @Test
    void aSealingKeyIsReadAgainByItsId() {
        JsonNode current = negotiator.get("/api/v1/sealing-keys/current").json();

        assertThat(negotiator
                        .get("/api/v1/sealing-keys/" + current.path("id").asText())
                        .json())
                .isEqualTo(current);
        Answer unknown = negotiator.get("/api/v1/sealing-keys/sk-0000000000000000");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("not-found");
    }

    @Test
    void anAgentRegistersTheKeyOfItsGatewayAndNegotiatorsSealToIt() {
        // Given
        VaultClient agent = VaultClient.service("agent:keys-east");
        Hpke.KeyPair pair = Hpke.generate();
        String body = "{\"publicKey\":\"" + pair.publicKey().hex() + "\"}";
        // When
        Answer made = agent.put("/api/v1/gateways/keys-east/hpke-key", body);
        Answer again = agent.put("/api/v1/gateways/keys-east/hpke-key", body);
        JsonNode read = negotiator.get("/api/v1/gateways/keys-east/hpke-key").json();
        // Then
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(read.path("gateway").asText()).isEqualTo("keys-east");
        assertThat(read.path("version").asInt()).isEqualTo(1);
        Octets publicKey = Octets.fromHex(read.path("publicKey").asText());
        Secret secret = Secret.wrap(new byte[] {1, 2, 3});
        assertThat(Hpke.open(
                        pair, Octets.EMPTY, Octets.EMPTY, Hpke.seal(publicKey, Octets.EMPTY, Octets.EMPTY, secret)))
                .contains(secret);
        // When
        Answer replaced = agent.put(
                "/api/v1/gateways/keys-east/hpke-key",
                "{\"publicKey\":\"" + Hpke.generate().publicKey().hex() + "\"}");
        // Then
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void anAgentDoesNotRegisterForAnotherGateway() {
        Answer answer = VaultClient.service("agent:keys-east")
                .put(
                        "/api/v1/gateways/keys-north/hpke-key",
                        "{\"publicKey\":\"" + Hpke.generate().publicKey().hex() + "\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("forbidden");
        assertThat(negotiator.get("/api/v1/gateways/keys-north/hpke-key").status())
                .isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "short, 0900",
        "long, 090000000000000000000000000000000000000000000000000000000000000000",
        "no hex, zz00000000000000000000000000000000000000000000000000000000000000",
        "the zero point, 0000000000000000000000000000000000000000000000000000000000000000",
        "a point of small order, 0100000000000000000000000000000000000000000000000000000000000000",
        "another of small order, ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    })
    void refusesWhatIsNoPublicKey(String what, String hex) {
        Answer answer = VaultClient.service("agent:keys-bad")
                .put("/api/v1/gateways/keys-bad/hpke-key", "{\"publicKey\":\"" + hex + "\"}");

        assertThat(answer.status()).as(what + answer.body()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("publicKey");
    }

    @Test
    void peopleSeeWhichGatewaysHaveAKeyAndDeleteOne() {
        // Given
        VaultClient agent = VaultClient.service("agent:keys-gone");
        String path = "/api/v1/gateways/keys-gone/hpke-key";
        String body = "{\"publicKey\":\"" + Hpke.generate().publicKey().hex() + "\"}";
        assertThat(agent.put(path, body).status()).isEqualTo(201);
        // When
        JsonNode page = VaultClient.person("operator")
                .get("/api/v1/gateways?after=keys-gon&limit=1")
                .json();
        // Then
        assertThat(page.at("/items/0/gateway").asText()).isEqualTo("keys-gone");
        assertThat(page.at("/items/0/keyVersion").asInt()).isEqualTo(1);
        assertThat(page.at("/items/0/keyAgeSeconds").asLong()).isBetween(0L, 600L);
        // When
        VaultClient admin = VaultClient.person("vault-admin");
        Answer deleted = admin.delete(path);
        // Then
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
        assertThat(negotiator.get(path).status()).isEqualTo(404);
        assertThat(admin.delete(path).problem()).isEqualTo("not-found");
        assertThat(agent.put(path, body).status()).isEqualTo(201);
    }

    @Test
    void refusesAGatewayOfAnotherForm() {
        Answer answer = negotiator.get("/api/v1/gateways/EAST/hpke-key");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("gateway");
    }
}
