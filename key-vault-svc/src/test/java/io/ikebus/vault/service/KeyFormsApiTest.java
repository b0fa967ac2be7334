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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PKCS #12, Ed25519, and keys that are made in the vault. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class KeyFormsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PeerAuthority ROOT = PeerAuthority.root("CN=forms", PeerKey.P256);
    private static final String PASSWORD = "m7-quince";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static String path(String name) {
        return "/api/v1/credentials/" + name;
    }

    private static ObjectNode file(byte[] pkcs12, String connection) {
        ObjectNode body = JSON.createObjectNode()
                .put("type", "signing-key")
                .put("encoding", "PKCS12")
                .put("secret", Base64.getMimeEncoder().encodeToString(pkcs12))
                .put("password", PASSWORD);
        body.putArray("connections").add(connection);
        return body;
    }

    private Answer sign(String connection, String method, int octets) {
        return negotiator.post("/api/v1/signatures", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","localIdentity":"east.example",
                 "localIdentityType":2,"localIdentityData":"%s","method":"%s","hash":"%s"}""".formatted(
                connection,
                Octets.wrap("east.example".getBytes(StandardCharsets.US_ASCII)).hex(),
                method,
                "a5".repeat(octets)));
    }

    private Answer generate(String name, String type, String algorithm) {
        return admin.post(path(name) + ":generate", """
                {"type":"%s","algorithm":"%s","subject":"CN=east.example,O=Example",
                 "subjectAltNames":["dns:east.example","ip:192.0.2.1"],"connections":["%s"]}""".formatted(type, algorithm, name));
    }

    @Test
    void aPkcs12FileBringsKeyAndCertificates() {
        // Given
        PeerCertificate own = ROOT.issue(Wish.of("CN=east", PeerKey.RSA_2048, "dns:east.example"));
        // When
        Answer put = admin.put(
                path("forms-p12"),
                file(own.pkcs12("East", PASSWORD), "forms-p12").toString());
        // Then
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(put.json().at("/certificates/0/subject").asText()).isEqualTo("CN=east");
        assertThat(put.body()).doesNotContain("quince", "password");
        assertThat(sign("forms-p12", "rsa", 20).status()).isEqualTo(200);
    }

    @Test
    void aPkcs12FileThatDoesNotOpenIsRefusedWithTheField() {
        PeerCertificate own = ROOT.issue(Wish.of("CN=east", PeerKey.P256, "dns:east.example"));
        ObjectNode good = file(own.pkcs12("east", PASSWORD), "forms-p12-bad");

        Answer wrong = admin.put(
                path("forms-p12-bad"), good.deepCopy().put("password", "not it").toString());
        Answer none =
                admin.put(path("forms-p12-bad"), ((ObjectNode) good.deepCopy().without("password")).toString());
        Answer alias = admin.put(
                path("forms-p12-bad"), good.deepCopy().put("alias", "west").toString());
        Answer garbage = admin.put(
                path("forms-p12-bad"), good.deepCopy().put("secret", "MAMCAQM=").toString());
        Answer ofPsk = admin.put(
                path("forms-p12-bad"), good.deepCopy().put("type", "psk").toString());

        assertThat(wrong.field()).as(wrong.body()).isEqualTo("password");
        assertThat(none.field()).as(none.body()).isEqualTo("password");
        assertThat(alias.field()).as(alias.body()).isEqualTo("alias");
        assertThat(garbage.field()).as(garbage.body()).isEqualTo("secret");
        assertThat(ofPsk.field()).as(ofPsk.body()).isEqualTo("encoding");
        assertThat(admin.get(path("forms-p12-bad")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "RSA-2048", "ED25519"})
    void aKeyThatIsMadeHereWaitsForACertificateThatFitsIt(String algorithm) {
        // Given
        String name = "forms-made-" + algorithm;
        Answer made = generate(name, "signing-key", algorithm);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var request = Certifying.request(made.json().path("csr").asText());
        assertThat(request.getSubject().toString()).contains("CN=east.example");
        assertThat(request.getRequestedExtensions()).isNotNull();
        JsonNode waiting = admin.get(path(name)).json();
        assertThat(waiting.path("awaitsCertificate").asBoolean()).isTrue();
        assertThat(waiting.at("/subjectAltNames/1").asText()).isEqualTo("ip:192.0.2.1");
        assertThat(sign(name, "ecdsa-256", 32).status()).isEqualTo(404);
        // When
        String other = ROOT.issue(Wish.of("CN=east.example", PeerKey.P256, "dns:east.example"))
                .pem();
        Answer unfitting = admin.put(
                path(name) + "/certificates",
                JSON.createObjectNode()
                        .set("certificates", JSON.createArrayNode().add(other))
                        .toString());
        Answer again = admin.get(path(name) + "/csr");
        // Then
        assertThat(unfitting.status()).as(unfitting.body()).isEqualTo(400);
        assertThat(unfitting.field()).isEqualTo("secret");
        PublicKey key = publicKey(again.json().path("csr").asText());
        assertThat(key).isEqualTo(publicKey(made.json().path("csr").asText()));
        // When
        String fitting = Certifying.certify(ROOT, key, "CN=east.example", "east.example");
        Answer certified = admin.send(
                "PUT",
                path(name) + "/certificates",
                JSON.createObjectNode()
                        .set("certificates", JSON.createArrayNode().add(fitting))
                        .toString(),
                Map.of("If-Match", made.header("ETag")));
        // Then
        assertThat(certified.status()).as(certified.body()).isEqualTo(200);
        assertThat(certified.json().has("awaitsCertificate")).isFalse();
        assertThat(certified.json().path("version").asInt()).isEqualTo(2);
        assertThat(admin.put(path(name), "{\"type\":\"signing-key\"}").field()).isEqualTo("certificates");
        Answer signed = algorithm.equals("RSA-2048") ? sign(name, "rsa", 20) : sign(name, "ecdsa-256", 32);
        // IKEv1 has no method that an Ed25519 key could be chosen by.
        assertThat(signed.status()).as(signed.body()).isEqualTo(algorithm.equals("ED25519") ? 404 : 200);
    }

    private static PublicKey publicKey(String csr) {
        try {
            return Certifying.request(csr).getPublicKey();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingIsReplacedByGenerating() {
        assertThat(generate("forms-once", "signing-key", "P-256").status()).isEqualTo(201);

        Answer twice = generate("forms-once", "signing-key", "P-256");

        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.problem()).isEqualTo("name-taken");
    }

    @Test
    void aWaitingKeyHasItsOneUsageAlready() {
        // Given
        PeerCertificate own = ROOT.issue(Wish.of("CN=east", PeerKey.RSA_2048));
        ObjectNode key = JSON.createObjectNode()
                .put("type", "signing-key")
                .put("encoding", "pem")
                .put("secret", own.privateKeyPem());
        assertThat(admin.put(path("forms-usage"), key.toString()).status()).isEqualTo(201);
        // When
        Answer other = admin.put(
                path("forms-usage-2"), key.put("type", "decryption-key").toString());
        Answer subjectless = admin.get(path("forms-usage") + "/csr");
        // Then
        assertThat(other.problem()).as(other.body()).isEqualTo("key-has-another-usage");
        assertThat(subjectless.problem()).isEqualTo("no-subject");
    }

    @Test
    void anEd25519KeyIsImportedAndItsRequestMade() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        ObjectNode body = JSON.createObjectNode()
                .put("type", "signing-key")
                .put("encoding", "base64")
                .put(
                        "secret",
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()))
                .put("subject", "CN=edwards");

        Answer put = admin.put(path("forms-edwards"), body.toString());

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(publicKey(admin.get(path("forms-edwards") + "/csr")
                        .json()
                        .path("csr")
                        .asText()))
                .isEqualTo(pair.getPublic());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(
            delimiter = '|',
            value = {
                "psk | P-256 | CN=x | type",
                "decryption-key | P-256 | CN=x | algorithm",
                "signing-key | RSA-1024 | CN=x | algorithm",
                "signing-key | P-256 | no name | subject",
            })
    void refusesWishesThatCannotBe(String type, String algorithm, String subject, String field) {
        Answer answer = admin.post(
                path("forms-wish") + ":generate",
                "{\"type\":\"%s\",\"algorithm\":\"%s\",\"subject\":\"%s\"}".formatted(type, algorithm, subject));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.field()).as(answer.body()).isEqualTo(field);
    }
}
