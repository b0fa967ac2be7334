package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rotation with overlap. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class VersionApiTest {
    private static final String ONE = "/api/v1/credentials/versions-one";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    @AfterEach
    void nothingIsLeftBehind() {
        admin.delete(ONE);
    }

    private void putKey(String secret) {
        Answer put = admin.put(ONE, "{\"type\":\"psk\",\"secret\":\"" + secret + "\",\"connections\":[\"versions\"]}");
        assertThat(put.status()).as(put.body()).isIn(200, 201);
    }

    private Answer rotate(String secret, String overlap) {
        return admin.post(ONE + ":rotate", "{\"secret\":\"" + secret + "\",\"overlap\":\"" + overlap + "\"}");
    }

    private Answer skeyid() {
        Answer answer = negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"versions","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String skeyidOf(String secret) {
        putKey(secret);
        String skeyid = skeyid().json().path("skeyid").asText();
        admin.delete(ONE);
        return skeyid;
    }

    @Test
    void theFormerKeyIsGoodBesideTheNewOne() {
        // Given
        String ofFirst = skeyidOf("the first of the keys");
        String ofSecond = skeyidOf("the second of the keys");
        putKey("the first of the keys");
        // When
        Answer rotated = rotate("the second of the keys", "P7D");
        // Then
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(rotated.json().path("version").asLong()).isEqualTo(2);
        Answer both = skeyid();
        assertThat(both.json().path("skeyid").asText()).isEqualTo(ofSecond);
        assertThat(both.json().path("former").path(0).asText()).isEqualTo(ofFirst);
        assertThat(both.json().path("formerVersions").path(0).asText()).isEqualTo("versions-one#1");
        assertThat(versions()).isEqualTo("2,1");
        assertThat(admin.get("/api/v1/credentials?after=versions-&limit=1").body())
                .doesNotContain("#1");
    }

    private String versions() {
        StringBuilder numbers = new StringBuilder();
        admin.get(ONE + "/versions")
                .json()
                .path("items")
                .forEach(one -> numbers.append(numbers.isEmpty() ? "" : ",")
                        .append(one.path("version").asLong()));
        return numbers.toString();
    }

    @Test
    void withoutOverlapOnlyTheNewKeyIsGood() {
        // Given
        putKey("the first of the keys");
        // When
        rotate("the second of the keys", "PT0S");
        // Then
        assertThat(skeyid().json().has("former")).isFalse();
    }

    @Test
    void putReplacesAtOnceAndLeavesWhatIsGoodStill() {
        // Given
        putKey("the first of the keys");
        rotate("the second of the keys", "P1D");
        // When
        putKey("the third of the keys");
        // Then
        assertThat(versions()).isEqualTo("3,1");
    }

    @Test
    void aFormerVersionCanBeErasedAtOnce() {
        // Given
        putKey("the first of the keys");
        rotate("the second of the keys", "P1D");
        // When
        Answer erased = admin.delete(ONE + "/versions/1");
        // Then
        assertThat(erased.status()).isEqualTo(204);
        assertThat(skeyid().json().has("former")).isFalse();
        assertThat(admin.delete(ONE + "/versions/1").status()).isEqualTo(404);
        assertThat(admin.delete(ONE + "/versions/2").status()).isEqualTo(404);
    }

    @Test
    void whenItsTimeIsOverAFormerVersionIsErased() {
        // Given
        putKey("the first of the keys");
        // When
        rotate("the second of the keys", "PT1S");
        // Then
        await().untilAsserted(() -> assertThat(
                        admin.get("/api/v1/audit?subject=versions-one%231").body())
                .contains("\"action\":\"credential.clean\""));
        assertThat(skeyid().json().has("former")).isFalse();
        assertThat(versions()).isEqualTo("2");
    }

    @Test
    void withTheCredentialItsFormerVersionsGo() {
        // Given
        putKey("the first of the keys");
        rotate("the second of the keys", "P1D");
        // When
        admin.delete(ONE);
        putKey("another key");
        // Then
        assertThat(skeyid().json().has("former")).isFalse();
    }

    @Test
    void threeFormerVersionsAreEnough() {
        // Given
        putKey("key number one");
        rotate("key number two", "P1D");
        rotate("key number three", "P1D");
        rotate("key number four", "P1D");
        // When
        Answer refused = rotate("key number five", "P1D");
        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("too-many-versions");
        assertThat(versions()).isEqualTo("4,3,2,1");
    }

    @Test
    void aPasswordIsRightInEitherVersion() {
        // Given
        admin.put(ONE, """
                {"type":"xauth-user","user":"ann","side":"server","secret":"first password","connections":["versions"]}""");
        // When
        rotate("second password", "P1D");
        // Then
        assertThat(verify("first password").json().path("credential").asText()).isEqualTo("versions-one#1");
        assertThat(verify("second password").json().path("credential").asText()).isEqualTo("versions-one");
        assertThat(verify("third password").status()).isEqualTo(422);
    }

    private Answer verify(String password) {
        String hex = HexFormat.of().formatHex(password.getBytes(StandardCharsets.UTF_8));
        return negotiator.post("/api/v1/xauth/verifications", """
                {"gateway":"east","connection":"versions","peerAddress":"192.0.2.2","user":"ann","password":"%s"}""".formatted(hex));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|secret",
                "{\"secret\":\"a new key\",\"overlap\":\"P91D\"}|overlap",
                "{\"secret\":\"a new key\",\"overlap\":\"-PT1S\"}|overlap",
                "{\"secret\":\"a new key\",\"overlap\":\"soon\"}|overlap",
                "{\"secret\":\"a new key\",\"certificates\":[]}|",
                "{\"secret\":\"0\",\"encoding\":\"hex\"}|secret",
            })
    void aRotationThatCannotBeIsRefusedByItsField(String request, String field) {
        // Given
        putKey("the first of the keys");
        // When
        Answer answer = admin.post(ONE + ":rotate", request);
        // Then
        if (field == null) {
            assertThat(answer.status()).isEqualTo(200);
        } else {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).isEqualTo(field);
            assertThat(versions()).isEqualTo("1");
        }
    }

    @Test
    void anOverlapThatNobodyCouldUseIsRefused() {
        // Given
        admin.put(ONE, """
                {"type":"xauth-user","user":"ann","side":"client","secret":"first password","connections":["versions"]}""");
        // When
        Answer refused = rotate("second password", "P1D");
        Answer taken = admin.post(ONE + ":rotate", "{\"secret\":\"second password\"}");
        // Then
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("field").asText()).isEqualTo("overlap");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(versions()).isEqualTo("2");
    }

    @Test
    void whoRotatesWhatHasChangedMeanwhileIsRefused() {
        // Given
        putKey("the first of the keys");
        String tag = admin.get(ONE).header("ETag");
        putKey("somebody else's key");
        // When
        Answer refused =
                admin.send("POST", ONE + ":rotate", "{\"secret\":\"the second of the keys\"}", Map.of("If-Match", tag));
        // Then
        assertThat(refused.status()).isEqualTo(412);
        assertThat(versions()).isEqualTo("2");
    }

    @Test
    void whatIsNotThereIsNotRotated() {
        assertThat(rotate("a new key", "P1D").status()).isEqualTo(404);
        assertThat(admin.get(ONE + "/versions").status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/credentials/versions-one%231").status()).isEqualTo(404);
    }
}
