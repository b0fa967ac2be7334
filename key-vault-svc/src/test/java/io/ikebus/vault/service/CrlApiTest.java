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
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Trust anchors and revocation lists as resources of their own. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class CrlApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VaultClient admin = VaultClient.person("vault-admin");

    private Answer anchor(String name, PeerAuthority authority) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("certificates").add(authority.certificate().pem());
        return admin.put("/api/v1/trust-anchors/" + name, body.toString());
    }

    private Answer list(String name, String base64, PeerAuthority... authorities) {
        ObjectNode body = JSON.createObjectNode().put("list", base64);
        var certificates = body.putArray("certificates");
        for (PeerAuthority one : authorities) {
            certificates.add(one.certificate().pem());
        }
        return admin.put("/api/v1/crls/" + name, body.toString());
    }

    private static String old(PeerAuthority authority, Instant nextUpdate) {
        return Base64.getEncoder().encodeToString(authority.revocationList(nextUpdate));
    }

    @Test
    void aTrustAnchorIsTheCredentialOfThisName() {
        // Given
        PeerAuthority root = PeerAuthority.root("CN=anchors", PeerKey.P256);
        Answer made = anchor("anchor-one", root);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        // Then
        assertThat(admin.get("/api/v1/credentials/anchor-one").json()).isEqualTo(made.json());
        assertThat(admin.get("/api/v1/trust-anchors?limit=1000").body()).contains("anchor-one");
        // When
        admin.put(
                "/api/v1/credentials/anchor-psk",
                "{\"type\":\"psk\",\"secret\":\"n0kQ3vX9bT7sLw2YdR5j\",\"connections\":[\"anchor-psk\"]}");
        // Then
        assertThat(anchor("anchor-psk", root).problem()).isEqualTo("name-taken");
        assertThat(admin.get("/api/v1/trust-anchors/anchor-psk").status()).isEqualTo(404);
        assertThat(admin.delete("/api/v1/trust-anchors/anchor-psk").status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/trust-anchors?limit=1000").body()).doesNotContain("anchor-psk");
        assertThat(admin.delete("/api/v1/trust-anchors/anchor-one").status()).isEqualTo(204);
        assertThat(admin.get("/api/v1/credentials/anchor-one").status()).isEqualTo(404);
    }

    @Test
    void aListIsTakenFromAnAnchorAndReplacedByNewerOnesOnly() {
        // Given
        PeerAuthority root = PeerAuthority.root("CN=lists", PeerKey.P256);
        anchor("crl-root", root);
        String seven = Certifying.base64(Certifying.list(root, 7));
        // When
        Answer made = list("crl-lists", seven);
        Answer again = list("crl-lists", seven);
        Answer older = list("crl-lists", Certifying.base64(Certifying.list(root, 6)));
        Answer newer = list("crl-lists", Certifying.base64(Certifying.list(root, 8)));
        // Then
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("issuer").asText()).isEqualTo("CN=lists");
        assertThat(made.json().path("number").asText()).isEqualTo("7");
        assertThat(made.json().path("ageSeconds").asLong()).isBetween(60L, 600L);
        assertThat(made.json().has("nextUpdate")).isTrue();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(older.status()).isEqualTo(409);
        assertThat(older.problem()).isEqualTo("stale-revocation-list");
        assertThat(newer.json().path("number").asText()).isEqualTo("8");
        assertThat(admin.get("/api/v1/crls?limit=1000").body()).contains("crl-lists");
        assertThat(admin.get("/api/v1/credentials?limit=1000").body()).doesNotContain("crl-lists");
        assertThat(admin.get("/api/v1/credentials/crl-lists").status()).isEqualTo(404);
        assertThat(admin.put(
                                "/api/v1/credentials/crl-lists",
                                "{\"type\":\"psk\",\"secret\":\"n0kQ3vX9bT7sLw2YdR5j\",\"connections\":[\"crl-lists\"]}")
                        .problem())
                .isEqualTo("name-taken");
        assertThat(admin.delete("/api/v1/crls/crl-lists").status()).isEqualTo(204);
    }

    @Test
    void aListOfAnAuthorityBelowAnAnchorComesWithItsCertificate() {
        PeerAuthority root = PeerAuthority.root("CN=above", PeerKey.P256);
        PeerAuthority middle = root.intermediate("CN=below", PeerKey.P256);
        anchor("crl-above", root);
        String signed = Certifying.base64(Certifying.list(middle, 1));

        assertThat(list("crl-below", signed).problem()).isEqualTo("revocation-list-untrusted");
        assertThat(list("crl-below", signed, middle).status()).isEqualTo(201);
    }

    @Test
    void whatNobodyKnownHasSignedOrDoesNotHoldNowIsRefused() {
        PeerAuthority root = PeerAuthority.root("CN=known", PeerKey.P256);
        PeerAuthority impostor = PeerAuthority.root("CN=known", PeerKey.P256);
        anchor("crl-known", root);

        Answer forged = list("crl-bad", Certifying.base64(Certifying.list(impostor, 1)));
        Answer withItsOwn = list("crl-bad", Certifying.base64(Certifying.list(impostor, 1)), impostor);
        Answer over = list("crl-bad", old(root, Instant.now().minusSeconds(60)));
        Answer early = list("crl-bad", old(root, Instant.now().plusSeconds(3 * 86_400)));
        Answer garbage = list("crl-bad", "AAAA");

        assertThat(forged.status()).as(forged.body()).isEqualTo(422);
        assertThat(forged.problem()).isEqualTo("revocation-list-untrusted");
        assertThat(withItsOwn.status()).isEqualTo(422);
        assertThat(over.field()).as(over.body()).isEqualTo("list");
        assertThat(over.json().path("detail").asText()).contains("nextUpdate");
        assertThat(early.json().path("detail").asText()).contains("thisUpdate");
        assertThat(garbage.status()).isEqualTo(400);
        assertThat(admin.get("/api/v1/crls/crl-bad").status()).isEqualTo(404);
    }

    @Test
    void aPeerOnAListThatWasUploadedIsRefused() {
        // Given
        PeerAuthority root = PeerAuthority.root("CN=uploading", PeerKey.P256);
        PeerCertificate east = root.issue(Wish.of("CN=east", PeerKey.P256, "dns:east.example"));
        anchor("crl-uploading", root);
        ObjectNode key = JSON.createObjectNode()
                .put("type", "signing-key")
                .put("encoding", "pem")
                .put("secret", east.privateKeyPem());
        key.putArray("certificates").add(east.pem());
        key.putArray("connections").add("crl-uploading");
        admin.put("/api/v1/credentials/crl-uploading-key", key.toString());
        VaultClient negotiator = VaultClient.service("negotiator");
        String identity =
                Octets.wrap("east.example".getBytes(StandardCharsets.US_ASCII)).hex();
        JsonNode signed = negotiator
                .post("/api/v1/signatures", """
                {"gateway":"east","connection":"crl-uploading","peerAddress":"192.0.2.2","localIdentity":"east.example",
                 "localIdentityType":2,"localIdentityData":"%s","method":"ecdsa-256","hash":"%s"}""".formatted(identity, "a5".repeat(32)))
                .json();
        String question = """
                {"gateway":"east","connection":"crl-uploading","peerIdentityType":2,"peerIdentityData":"%s",
                 "certificates":[{"encoding":4,"data":"%s"}],"revocationLists":[],"method":"ecdsa-256","hash":"%s",
                 "signature":"%s"}""".formatted(
                        identity,
                        signed.at("/certificates/0").asText(),
                        "a5".repeat(32),
                        signed.path("signature").asText());
        assertThat(negotiator.post("/api/v1/verifications", question).status()).isEqualTo(200);
        // When
        Answer put = list(
                "crl-uploaded",
                Certifying.base64(Certifying.list(root, 1, east.certificate().getSerialNumber())));
        // Then
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(negotiator.post("/api/v1/verifications", question).problem()).isEqualTo("certificate-revoked");
    }
}
