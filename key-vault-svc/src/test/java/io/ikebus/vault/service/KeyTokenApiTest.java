package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.testkit.token.SoftToken;
import io.ikebus.vault.keytoken.KeyToken;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in SoftHSM. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class KeyTokenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PeerAuthority ROOT = PeerAuthority.root("CN=tokens", PeerKey.P256);
    private static final String HERE = "/api/v1/credentials/token-here";
    private static final String IN_TOKEN = "/api/v1/credentials/token-there";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    @Inject
    Optional<KeyToken> token;

    @BeforeEach
    void thereIsAToken() {
        assumeTrue(SoftToken.missing().isEmpty(), SoftToken.missing().orElse(""));
        assertThat(token).isPresent();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        admin.delete(HERE);
        admin.delete(IN_TOKEN);
        if (token.isPresent()) {
            assertThat(token.get().labels()).isEmpty();
        }
    }

    private JsonNode stored(String path, ObjectNode body) {
        Answer put = admin.put(path, body.toString());
        assertThat(put.status()).as(put.body()).isIn(200, 201);
        return put.json();
    }

    private static ObjectNode psk(String secret, String connection) {
        ObjectNode body = JSON.createObjectNode().put("type", "psk").put("secret", secret);
        body.putArray("connections").add(connection);
        return body;
    }

    private JsonNode skeyid(String connection, String hash) {
        Answer answer = negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","hash":"%s",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""".formatted(connection, hash));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    // 1 octet; shorter than a hash; longer than the block of HMAC-SHA-1; longer than that of HMAC-SHA2-512.
    @ParameterizedTest
    @ValueSource(ints = {1, 13, 65, 130, 512})
    void aPreSharedKeyMakesTheSameSkeyidInTheToken(int octets) {
        // Given
        String secret = "k".repeat(octets);
        stored(HERE, psk(secret, "token-here"));
        // When
        JsonNode put = stored(IN_TOKEN, psk(secret, "token-there").put("keptIn", "token"));
        // Then
        assertThat(put.path("keptIn").asText()).isEqualTo("token");
        assertThat(admin.get(HERE).json().has("keptIn")).isFalse();
        for (String hash : List.of("MD5", "SHA1", "SHA2_256", "SHA2_384", "SHA2_512")) {
            assertThat(skeyid("token-there", hash).path("skeyid").asText())
                    .as(hash)
                    .isEqualTo(skeyid("token-here", hash).path("skeyid").asText());
        }
    }

    @Test
    void ofAnEasyKeyTheWarningComesAllTheSame() {
        JsonNode put = stored(IN_TOKEN, psk("secret", "token-there").put("keptIn", "token"));

        assertThat(put.path("warnings").toString()).contains("guessable-secret");
    }

    @Test
    void rotationGoesOnInTheTokenAndTheFormerKeyToo() {
        // Given
        stored(IN_TOKEN, psk("the first of the keys", "token-there").put("keptIn", "token"));
        String first = skeyid("token-there", "SHA1").path("skeyid").asText();
        // When
        Answer rotated = admin.post(IN_TOKEN + ":rotate", "{\"secret\":\"the second of the keys\"}");
        // Then
        assertThat(rotated.json().path("keptIn").asText()).isEqualTo("token");
        assertThat(token.orElseThrow().labels()).hasSize(2);
        assertThat(skeyid("token-there", "SHA1").path("former").path(0).asText())
                .isEqualTo(first);
    }

    @Test
    void whatIsReplacedOrDeletedIsErasedFromTheToken() {
        // Given
        stored(IN_TOKEN, psk("the first of the keys", "token-there").put("keptIn", "token"));
        List<String> before = token.orElseThrow().labels();
        // When
        stored(IN_TOKEN, psk("the second of the keys", "token-there"));
        // Then
        assertThat(token.orElseThrow().labels()).hasSize(1).doesNotContainAnyElementsOf(before);
        // When
        stored(IN_TOKEN, psk("the third of the keys", "token-there").put("keptIn", "database"));
        // Then
        assertThat(token.orElseThrow().labels()).isEmpty();
        assertThat(admin.get(IN_TOKEN).json().has("keptIn")).isFalse();
    }

    @Test
    void aChangeWithoutASecretLeavesItWhereItIs() {
        // Given
        stored(IN_TOKEN, psk("a key that stays", "token-there").put("keptIn", "token"));
        String before = skeyid("token-there", "SHA1").path("skeyid").asText();
        ObjectNode relabelled = psk("", "token-there");
        relabelled.remove("secret");
        relabelled.putObject("labels").put("team", "north");
        // When
        stored(IN_TOKEN, relabelled);
        // Then
        assertThat(skeyid("token-there", "SHA1").path("skeyid").asText()).isEqualTo(before);
        // And it does not come out
        Answer refused =
                admin.put(IN_TOKEN, relabelled.put("keptIn", "database").toString());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("field").asText()).isEqualTo("keptIn");
    }

    @Test
    void whatIsRefusedLeavesNothingInTheToken() {
        // Given
        stored(HERE, psk("somebody else's key", "token-there"));
        // When
        Answer refused = admin.put(
                IN_TOKEN, psk("mine", "token-there").put("keptIn", "token").toString());
        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("ambiguous-selectors");
        assertThat(token.orElseThrow().labels()).isEmpty();
    }

    private static ObjectNode key(String type, PeerCertificate own) {
        ObjectNode body = JSON.createObjectNode()
                .put("type", type)
                .put("encoding", "pem")
                .put("secret", own.privateKeyPem())
                .put("keptIn", "token");
        body.putArray("connections").add("token-there");
        body.putArray("certificates").add(own.pem());
        return body;
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, RSA_2048, 20",
        "rsa, RSA_2048, 64",
        "ecdsa-256, P256, 32",
        "ecdsa-384, P384, 48",
        "ecdsa-521, P521, 64",
    })
    void aPrivateKeySignsInTheToken(String method, PeerKey kind, int hashOctets) {
        // Given
        String hash = "5a".repeat(hashOctets);
        stored(IN_TOKEN, key("signing-key", ROOT.issue(Wish.of("CN=east", kind, "dns:east.example"))));
        anchor();
        // When
        Answer signed = sign(method, hash);
        // Then
        assertThat(signed.status()).as(signed.body()).isEqualTo(200);
        assertThat(verify(method, hash, signed.json()).status()).isEqualTo(200);
        assertThat(verify(method, hash.replaceFirst("5a", "5b"), signed.json()).status())
                .isEqualTo(422);
    }

    private void anchor() {
        ObjectNode body = JSON.createObjectNode().put("type", "trust-anchor");
        body.putArray("certificates").add(ROOT.certificate().pem());
        body.putArray("connections").add("token-there");
        stored(HERE, body);
    }

    private static String hex(byte[] octets) {
        return Octets.wrap(octets).hex();
    }

    private Answer sign(String method, String hash) {
        return negotiator.post("/api/v1/signatures", """
                {"gateway":"east","connection":"token-there","peerAddress":"192.0.2.2","localIdentity":"east.example",
                 "localIdentityType":2,"localIdentityData":"%s","method":"%s","hash":"%s"}""".formatted(
                        hex("east.example".getBytes(StandardCharsets.US_ASCII)), method, hash));
    }

    private Answer verify(String method, String hash, JsonNode signed) {
        ObjectNode body = JSON.createObjectNode()
                .put("gateway", "east")
                .put("connection", "token-there")
                .put("peerIdentityType", 2)
                .put("peerIdentityData", hex("east.example".getBytes(StandardCharsets.US_ASCII)))
                .put("method", method)
                .put("hash", hash)
                .put("signature", signed.path("signature").asText());
        var certificates = body.putArray("certificates");
        signed.path("certificates")
                .forEach(one -> certificates.addObject().put("encoding", 4).put("data", one.asText()));
        body.putArray("revocationLists");
        return negotiator.post("/api/v1/verifications", body.toString());
    }

    @Test
    void aDecryptionKeyDecryptsInTheTokenAndNeverSaysWhatWasWrong() throws GeneralSecurityException {
        // Given
        PeerCertificate own = ROOT.issue(Wish.of("CN=east", PeerKey.RSA_2048, "dns:east.example"));
        stored(IN_TOKEN, key("decryption-key", own));
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, own.keys().getPublic());
        byte[] nonce = "sixteen octets!!".getBytes(StandardCharsets.US_ASCII);
        // When
        JsonNode good = decrypt(hex(cipher.doFinal(nonce)));
        JsonNode bad = decrypt("17".repeat(256));
        // Then
        assertThat(good.path("nonce").asText()).isEqualTo(hex(nonce));
        assertThat(bad.path("nonce").asText())
                .hasSizeBetween(16, 512)
                .isEqualTo(decrypt("17".repeat(256)).path("nonce").asText());
    }

    private JsonNode decrypt(String block) {
        Answer answer = negotiator.post("/api/v1/decryptions", """
                {"gateway":"east","connection":"token-there","peerAddress":"192.0.2.2","localIdentity":"east.example",
                 "nonce":"%s"}""".formatted(block));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-2048", "P-256", "P-384"})
    void aKeyIsMadeInTheTokenAndAsksForItsCertificate(String algorithm) {
        // When
        Answer made = admin.post(IN_TOKEN + ":generate", """
                {"type":"signing-key","algorithm":"%s","subject":"CN=east","subjectAltNames":["dns:east.example"],
                 "connections":["token-there"],"keptIn":"token"}""".formatted(algorithm));
        // Then
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("csr").asText()).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
        assertThat(token.orElseThrow().labels()).hasSize(1);
        assertThat(admin.get(IN_TOKEN).json().path("keptIn").asText()).isEqualTo("token");
        // And it takes the certificate of its own key only
        PeerCertificate foreign = ROOT.issue(Wish.of("CN=east", PeerKey.P256, "dns:east.example"));
        ObjectNode certificates = JSON.createObjectNode();
        certificates.putArray("certificates").add(foreign.pem());
        assertThat(admin.put(IN_TOKEN + "/certificates", certificates.toString())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatTokensDoNotHaveIsRefused() {
        Answer edwards = admin.post(IN_TOKEN + ":generate", """
                {"type":"signing-key","algorithm":"ED25519","subject":"CN=east","connections":["token-there"],
                 "keptIn":"token"}""");
        Answer password = admin.put(IN_TOKEN, """
                {"type":"xauth-user","user":"ann","side":"server","secret":"a password","connections":["token-there"],
                 "keptIn":"token"}""");

        assertThat(edwards.json().path("field").asText()).isEqualTo("keptIn");
        assertThat(password.json().path("field").asText()).isEqualTo("keptIn");
    }

    @Test
    void aKeyThatIsGoneFromTheTokenIsAProblemThatMayPass() {
        // Given
        stored(IN_TOKEN, psk("a key that goes", "token-there").put("keptIn", "token"));
        token.orElseThrow().erase(token.orElseThrow().labels());
        // When
        Answer answer = negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"token-there","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""");
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(VaultClient.nobody().get("/q/health/ready").status()).isEqualTo(503);
        // And with the secret sent again all is well
        stored(IN_TOKEN, psk("a key that comes", "token-there"));
        assertThat(skeyid("token-there", "SHA1").path("skeyid").asText()).isNotEmpty();
        assertThat(VaultClient.nobody().get("/q/health/ready").status()).isEqualTo(200);
    }
}
