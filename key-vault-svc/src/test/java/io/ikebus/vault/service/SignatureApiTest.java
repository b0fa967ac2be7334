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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class SignatureApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FQDN = 2;

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static ObjectNode signingKey(String connection, PeerCertificate own, PeerAuthority... above) {
        ObjectNode body = JSON.createObjectNode()
                .put("type", "signing-key")
                .put("encoding", "pem")
                .put("secret", own.privateKeyPem());
        body.putArray("connections").add(connection);
        var chain = body.putArray("certificates").add(own.pem());
        for (PeerAuthority authority : above) {
            chain.add(authority.certificate().pem());
        }
        return body;
    }

    private static ObjectNode trustAnchor(PeerCertificate certificate, String connection) {
        ObjectNode body = JSON.createObjectNode().put("type", "trust-anchor");
        body.putArray("certificates").add(certificate.pem());
        body.putArray("connections").add(connection);
        return body;
    }

    private void put(String name, JsonNode body) {
        Answer put = admin.put("/api/v1/credentials/" + name, body.toString());
        assertThat(put.status()).as(put.body()).isIn(200, 201);
    }

    private static String hex(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.US_ASCII)).hex();
    }

    private Answer sign(String connection, String identity, String method, String hash) {
        return negotiator.post(
                "/api/v1/signatures", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","localIdentity":"%s",
                 "localIdentityType":%d,"localIdentityData":"%s","method":"%s","hash":"%s"}""".formatted(connection, identity, FQDN, hex(identity), method, hash));
    }

    private Answer verify(String connection, String identity, String method, String hash, JsonNode signed) {
        ObjectNode body = JSON.createObjectNode()
                .put("gateway", "east")
                .put("connection", connection)
                .put("peerIdentityType", FQDN)
                .put("peerIdentityData", hex(identity))
                .put("method", method)
                .put("hash", hash)
                .put("signature", signed.path("signature").asText());
        var certificates = body.putArray("certificates");
        signed.path("certificates")
                .forEach(one -> certificates.addObject().put("encoding", 4).put("data", one.asText()));
        body.putArray("revocationLists");
        return negotiator.post("/api/v1/verifications", body.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "rsa, RSA_2048, 20",
        "rsa, RSA_2048, 64",
        "ecdsa-256, P256, 32",
        "ecdsa-384, P384, 48",
        "ecdsa-521, P521, 64",
    })
    void whatOneEndSignsTheOtherTakes(String method, PeerKey key, int octets) {
        // Given
        String connection = "sign-" + method + "-" + octets;
        PeerAuthority root = PeerAuthority.root("CN=" + connection, PeerKey.P256);
        PeerAuthority middle = root.intermediate("CN=middle of " + connection, key);
        PeerCertificate east = middle.issue(Wish.of("CN=east", key, "dns:east.example"));
        put(connection, signingKey(connection, east, middle, root));
        put(connection + "-anchor", trustAnchor(root.certificate(), connection));
        String hash = "a5".repeat(octets);
        // When
        Answer signed = sign(connection, "east.example", method, hash);
        Answer verified = verify(connection, "east.example", method, hash, signed.json());
        // Then
        assertThat(signed.status()).as(signed.body()).isEqualTo(200);
        assertThat(signed.json().path("credential").asText()).isEqualTo(connection);
        assertThat(signed.json().path("certificates").size())
                .as("all but the root")
                .isEqualTo(2);
        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.json().path("subject").asText()).isEqualTo("CN=east");
        assertThat(verified.json().path("anchor").asText()).isEqualTo(connection + "-anchor");
        // When
        Answer another = verify(connection, "east.example", method, "5a".repeat(octets), signed.json());
        Answer somebodyElse = verify(connection, "west.example", method, hash, signed.json());
        Answer stranger = verify("elsewhere", "east.example", method, hash, signed.json());
        // Then
        assertThat(another.problem()).isEqualTo("wrong-signature");
        assertThat(somebodyElse.problem()).isEqualTo("certificate-identity-mismatch");
        assertThat(stranger.problem()).isEqualTo("certificate-untrusted");
        assertThat(List.of(another.status(), somebodyElse.status(), stranger.status()))
                .containsOnly(422);
    }

    @Test
    void aRevokedPeerIsRefusedAsSoonAsTheListIsThere() {
        // Given
        PeerAuthority root = PeerAuthority.root("CN=revoking", PeerKey.P256);
        PeerCertificate east = root.issue(Wish.of("CN=east", PeerKey.P256, "dns:east.example"));
        put("sign-revoked", signingKey("sign-revoked", east));
        ObjectNode anchor = trustAnchor(root.certificate(), "sign-revoked");
        put("sign-revoked-anchor", anchor);
        String hash = "a5".repeat(32);
        JsonNode signed =
                sign("sign-revoked", "east.example", "ecdsa-256", hash).json();
        assertThat(verify("sign-revoked", "east.example", "ecdsa-256", hash, signed)
                        .status())
                .isEqualTo(200);
        // When
        byte[] list = root.revocationList(Instant.now().plusSeconds(3_600), east.certificate());
        anchor.putArray("revocationLists").add(java.util.Base64.getEncoder().encodeToString(list));
        put("sign-revoked-anchor", anchor);
        // Then
        assertThat(verify("sign-revoked", "east.example", "ecdsa-256", hash, signed)
                        .problem())
                .isEqualTo("certificate-revoked");
        JsonNode view = admin.get("/api/v1/credentials/sign-revoked-anchor").json();
        assertThat(view.at("/revocationLists/0/entries").asInt()).isEqualTo(1);
        assertThat(view.at("/certificates/0/subject").asText()).isEqualTo("CN=revoking");
    }

    @Test
    void ourOwnCertificateMustNameUs() {
        PeerAuthority root = PeerAuthority.root("CN=naming", PeerKey.P256);
        put("sign-naming", signingKey("sign-naming", root.issue(Wish.of("CN=x", PeerKey.P256, "dns:x.example"))));

        Answer answer = sign("sign-naming", "east.example", "ecdsa-256", "00".repeat(32));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("certificate-identity-mismatch");
        assertThat(answer.json().path("detail").asText()).contains("CN=x");
    }

    @Test
    void aMethodWithoutAKeyIsAProblemOfItsOwn() {
        Answer answer = sign("sign-nowhere", "east.example", "rsa", "00".repeat(20));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("no-credential");
    }

    @Test
    void aKeyThatDoesNotFitItsCertificateIsRefusedAndNotShown() {
        PeerAuthority root = PeerAuthority.root("CN=fitting", PeerKey.P256);
        PeerCertificate one = root.issue(Wish.of("CN=one", PeerKey.P256));
        PeerCertificate other = root.issue(Wish.of("CN=other", PeerKey.P256));
        PeerCertificate small = root.issue(Wish.of("CN=small", PeerKey.RSA_1024));
        ObjectNode mixed = signingKey("sign-mixed", one);
        mixed.putArray("certificates").add(other.pem());

        Answer unfitting = admin.put("/api/v1/credentials/sign-mixed", mixed.toString());
        Answer short1024 = admin.put(
                "/api/v1/credentials/sign-small",
                signingKey("sign-small", small).toString());
        Answer garbage = admin.put(
                "/api/v1/credentials/sign-garbage",
                signingKey("sign-garbage", one).put("secret", "q7w9x2").toString());

        assertThat(unfitting.field()).as(unfitting.body()).isEqualTo("secret");
        assertThat(short1024.field()).as(short1024.body()).isEqualTo("certificates[0]");
        assertThat(garbage.field()).as(garbage.body()).isEqualTo("secret");
        assertThat(garbage.body()).doesNotContain("q7w9");
    }

    @Test
    void aPrivateKeyDoesNotBecomeAPresharedKey() {
        PeerAuthority root = PeerAuthority.root("CN=turning", PeerKey.P256);
        put("sign-turning", signingKey("sign-turning", root.issue(Wish.of("CN=one", PeerKey.P256))));

        Answer turned =
                admin.put("/api/v1/credentials/sign-turning", "{\"type\":\"psk\",\"connections\":[\"sign-turning\"]}");

        assertThat(turned.status()).isEqualTo(400);
        assertThat(turned.field()).isEqualTo("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"psk\",\"secret\":\"x\",\"connections\":[\"c\"],\"certificates\":[\"AAAA\"]} | certificates",
                "{\"type\":\"signing-key\",\"secret\":\"x\"} | secret",
                "{\"type\":\"trust-anchor\"} | certificates",
                "{\"type\":\"trust-anchor\",\"certificates\":[\"AAAA\"]} | certificates",
                "{\"type\":\"trust-anchor\",\"certificates\":[\"?\"]} | certificates[0]",
                "{\"type\":\"trust-anchor\",\"secret\":\"x\",\"certificates\":[\"AAAA\"]} | secret",
                "{\"type\":\"signing-key\",\"secret\":\"x\",\"revocation\":\"required\",\"certificates\":[\"AAAA\"]} | revocation",
                "{\"type\":\"trust-anchor\",\"revocation\":\"sometimes\",\"certificates\":[\"AAAA\"]} | revocation",
            })
    void refusesCredentialsOfWrongShapeNamingTheField(String body, String field) {
        Answer answer = admin.put("/api/v1/credentials/sign-shape", body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.field()).as(answer.body()).isEqualTo(field);
    }

    @Test
    void garbageInThePlaceOfACertificateIsAnAnswerLikeAnyOther() {
        ObjectNode signed = JSON.createObjectNode().put("signature", "00");
        signed.putArray("certificates").add("30820102");

        Answer answer = verify("sign-garbage", "east.example", "rsa", "00".repeat(20), signed);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("certificate-malformed");
    }
}
