package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class DecryptionApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PeerAuthority ROOT = PeerAuthority.root("CN=decrypting", PeerKey.P256);
    private static final byte[] NONCE = "sixteen octets!!".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IDENTITY = "\2\0\0\0west.example".getBytes(StandardCharsets.US_ASCII);

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static PeerCertificate issued() {
        return ROOT.issue(Wish.of("CN=east", PeerKey.RSA_2048, "dns:east.example"));
    }

    private static ObjectNode key(String type, String connection, PeerCertificate own) {
        ObjectNode body = JSON.createObjectNode().put("type", type);
        body.put("encoding", "pem").put("secret", own.privateKeyPem());
        body.putArray("connections").add(connection);
        body.putArray("certificates").add(own.pem());
        return body;
    }

    private static ObjectNode bare(ObjectNode key) {
        key.remove("certificates");
        return key;
    }

    private Answer put(String name, JsonNode body) {
        return admin.put("/api/v1/credentials/" + name, body.toString());
    }

    private void stored(String name, JsonNode body) {
        Answer put = put(name, body);
        assertThat(put.status()).as(put.body()).isIn(200, 201);
    }

    private static String encrypted(PublicKey key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return Octets.wrap(cipher.doFinal(text)).hex();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] octets) {
        return Octets.wrap(octets).hex();
    }

    private static ObjectNode question(String connection) {
        return JSON.createObjectNode()
                .put("gateway", "east")
                .put("connection", connection)
                .put("peerAddress", "192.0.2.1")
                .put("localIdentity", "east.example");
    }

    private Answer decrypt(ObjectNode question) {
        return negotiator.post("/api/v1/decryptions", question.toString());
    }

    @Test
    void decryptsNonceAndIdentity() {
        // Given
        PeerCertificate own = issued();
        stored("decrypt-both", bare(key("decryption-key", "decrypt-both", own)));
        PublicKey key = own.keys().getPublic();
        // When
        Answer answer = decrypt(
                question("decrypt-both").put("nonce", encrypted(key, NONCE)).put("identity", encrypted(key, IDENTITY)));
        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("nonce").asText()).isEqualTo(hex(NONCE));
        assertThat(answer.json().path("identity").asText()).isEqualTo(hex(IDENTITY));
        assertThat(answer.json().path("credential").asText()).isEqualTo("decrypt-both");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theAnswerToAMalformedBlockIsLikeAnyOtherAndAlwaysTheSame() {
        // Given
        PeerCertificate own = issued();
        stored("decrypt-noise", key("decryption-key", "decrypt-noise", own));
        ObjectNode question = question("decrypt-noise")
                .put("nonce", "00" + "5a".repeat(255))
                .put("identity", encrypted(own.keys().getPublic(), IDENTITY));
        // When
        Answer noise = decrypt(question);
        Answer again = decrypt(question);
        // Then
        assertThat(noise.status()).as(noise.body()).isEqualTo(200);
        assertThat(noise.json().path("nonce").asText().length()).isBetween(16, 490);
        assertThat(noise.json().path("identity").asText()).isEqualTo(hex(IDENTITY));
        assertThat(again.body()).isEqualTo(noise.body());
        List<String> members = new ArrayList<>();
        noise.json().fieldNames().forEachRemaining(members::add);
        assertThat(members).containsExactly("nonce", "identity", "credential");
    }

    @Test
    void theHashOfACertificateTellsWhichKey() throws GeneralSecurityException {
        // Given
        PeerCertificate one = issued();
        PeerCertificate other = issued();
        stored("decrypt-hash-one", key("decryption-key", "decrypt-hash", one));
        ObjectNode second = key("decryption-key", "decrypt-hash", other);
        second.putArray("gateways").add("east");
        stored("decrypt-hash-other", second);
        ObjectNode question =
                question("decrypt-hash").put("nonce", encrypted(one.keys().getPublic(), NONCE));
        // When
        question.putObject("certificateHash")
                .put("hash", "SHA2_256")
                .put("value", hex(MessageDigest.getInstance("SHA-256").digest(one.der())));
        Answer told = decrypt(question);
        question.putObject("certificateHash").put("hash", "SHA1").put("value", "00".repeat(20));
        Answer unknown = decrypt(question);
        // Then
        assertThat(told.json().path("credential").asText()).as(told.body()).isEqualTo("decrypt-hash-one");
        assertThat(told.json().path("nonce").asText()).isEqualTo(hex(NONCE));
        assertThat(told.json().has("identity")).isFalse();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.problem()).isEqualTo("no-credential");
    }

    @Test
    void aSigningKeyDoesNotDecryptAndADecryptionKeyDoesNotSign() {
        // Given
        PeerCertificate signing = issued();
        PeerCertificate decrypting = issued();
        stored("usage-signing", key("signing-key", "usage-signing", signing));
        stored("usage-decrypting", key("decryption-key", "usage-decrypting", decrypting));
        // When
        Answer decrypted = decrypt(
                question("usage-signing").put("nonce", encrypted(signing.keys().getPublic(), NONCE)));
        Answer signed = negotiator.post(
                "/api/v1/signatures",
                question("usage-decrypting")
                        .put("localIdentityType", 2)
                        .put("localIdentityData", hex("east.example".getBytes(StandardCharsets.US_ASCII)))
                        .put("method", "rsa")
                        .put("hash", "00".repeat(20))
                        .toString());
        // Then
        assertThat(decrypted.status()).isEqualTo(404);
        assertThat(decrypted.problem()).isEqualTo("no-credential");
        assertThat(signed.status()).isEqualTo(404);
        assertThat(signed.problem()).isEqualTo("no-credential");
    }

    @ParameterizedTest
    @CsvSource({"signing-key, decryption-key", "decryption-key, signing-key"})
    void oneKeyHasOneUsage(String first, String second) {
        // Given
        PeerCertificate own = issued();
        String name = "twice-" + first;
        stored(name, key(first, name, own));
        // When
        Answer twice = put(name + "-too", key(second, "elsewhere", own));
        Answer inItsPlace = put(name, key(second, name, own));
        Answer another = put(name + "-too", key(second, "elsewhere-" + first, issued()));
        // Then
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.problem()).isEqualTo("key-has-another-usage");
        assertThat(twice.json().path("detail").asText()).contains(name);
        assertThat(inItsPlace.problem()).isEqualTo("key-has-another-usage");
        assertThat(another.status()).as(another.body()).isEqualTo(201);
    }

    @Test
    void aPeersKeyIsToldBareOrWithItsCertificate() {
        // Given
        PeerCertificate west = issued();
        String spki = Base64.getEncoder().encodeToString(west.keys().getPublic().getEncoded());
        ObjectNode bare = JSON.createObjectNode().put("type", "peer-public-key").put("publicKey", """
                -----BEGIN PUBLIC KEY-----
                %s
                -----END PUBLIC KEY-----
                """.formatted(spki));
        bare.putArray("peerIdentities").add("west.peer-key.example");
        stored("peer-bare", bare);
        ObjectNode certified = JSON.createObjectNode().put("type", "peer-public-key");
        certified.putArray("peerIdentities").add("*.certified.example");
        certified.putArray("certificates").add(west.pem());
        stored("peer-certified", certified);
        // When
        Answer first = negotiator.post(
                "/api/v1/peer-keys",
                question("any").put("peerIdentity", "west.peer-key.example").toString());
        Answer second = negotiator.post(
                "/api/v1/peer-keys",
                question("any").put("peerIdentity", "west.certified.example").toString());
        Answer none = negotiator.post(
                "/api/v1/peer-keys",
                question("any").put("peerIdentity", "nobody.example").toString());
        // Then
        String hex = hex(west.keys().getPublic().getEncoded());
        assertThat(first.json().path("publicKey").asText()).as(first.body()).isEqualTo(hex);
        assertThat(first.json().has("certificate")).isFalse();
        assertThat(second.json().path("publicKey").asText()).isEqualTo(hex);
        assertThat(second.json().path("certificate").asText()).isEqualTo(hex(west.der()));
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.problem()).isEqualTo("no-credential");
        assertThat(admin.get("/api/v1/credentials/peer-bare")
                        .json()
                        .path("publicKey")
                        .asText())
                .isEqualTo(spki);
    }

    @Test
    void theViewOfADecryptionKeyShowsItsPublicHalfOnly() {
        PeerCertificate own = issued();
        stored("decrypt-view", bare(key("decryption-key", "decrypt-view", own)));

        Answer view = admin.get("/api/v1/credentials/decrypt-view");

        assertThat(view.json().path("publicKey").asText())
                .isEqualTo(Base64.getEncoder()
                        .encodeToString(own.keys().getPublic().getEncoded()));
        assertThat(view.json().has("secret")).isFalse();
    }

    @Test
    void aKeyThatIsKeptKeepsItsPublicHalf() {
        // Given
        PeerCertificate own = issued();
        stored("decrypt-kept", bare(key("decryption-key", "decrypt-kept", own)));
        ObjectNode moved = JSON.createObjectNode().put("type", "decryption-key");
        moved.putArray("connections").add("decrypt-kept-elsewhere");
        // When
        stored("decrypt-kept", moved);
        // Then
        Answer answer = decrypt(question("decrypt-kept-elsewhere")
                .put("nonce", encrypted(own.keys().getPublic(), NONCE)));
        assertThat(answer.json().path("nonce").asText()).as(answer.body()).isEqualTo(hex(NONCE));
    }

    @Test
    void aKeyThatDoesNotFitIsRefusedAndNotShown() {
        PeerCertificate own = issued();
        PeerCertificate other = issued();
        PeerCertificate small = ROOT.issue(Wish.of("CN=small", PeerKey.RSA_1024));
        PeerCertificate elliptic = ROOT.issue(Wish.of("CN=elliptic", PeerKey.P256));
        ObjectNode mixed = key("decryption-key", "decrypt-mixed", own);
        mixed.putArray("certificates").add(other.pem());

        assertThat(put("decrypt-mixed", mixed).field()).isEqualTo("secret");
        assertThat(put("decrypt-small", bare(key("decryption-key", "x", small))).field())
                .isEqualTo("secret");
        assertThat(put("decrypt-elliptic", bare(key("decryption-key", "x", elliptic)))
                        .field())
                .isEqualTo("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"peer-public-key\",\"connections\":[\"c\"]} | publicKey",
                "{\"type\":\"peer-public-key\",\"connections\":[\"c\"],\"publicKey\":\"AAAA\"} | publicKey",
                "{\"type\":\"peer-public-key\",\"connections\":[\"c\"],\"secret\":\"x\"} | secret",
                "{\"type\":\"psk\",\"secret\":\"x\",\"connections\":[\"c\"],\"publicKey\":\"AAAA\"} | publicKey",
                "{\"type\":\"decryption-key\",\"connections\":[\"c\"]} | secret",
            })
    void refusesCredentialsOfWrongShapeNamingTheField(String body, String field) {
        Answer answer = admin.put("/api/v1/credentials/decrypt-shape", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.field()).as(answer.body()).isEqualTo(field);
    }

    @Test
    void aPeersKeyMustSayWhoseItIs() {
        String spki =
                Base64.getEncoder().encodeToString(issued().keys().getPublic().getEncoded());

        Answer answer = put(
                "peer-anybody",
                JSON.createObjectNode().put("type", "peer-public-key").put("publicKey", spki));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("peerAddresses");
    }
}
