package io.ikebus.vault.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A vault of today on the database of the first one: no data keys, no chain, no rotation. */
@QuarkusTest
@QuarkusTestResource(
        value = FormerVault.class,
        initArgs = @ResourceArg(name = FormerVault.VERSION, value = "1"),
        restrictToAnnotatedClass = true)
class FormerVaultV1Test {
    private static final String NONCE = "0001020304050607";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static String expectedSkeyid() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("a secret of before".getBytes(UTF_8), "HmacSHA1"));
        return HexFormat.of().formatHex(mac.doFinal(HexFormat.of().parseHex(NONCE + NONCE)));
    }

    private Answer ask() {
        return negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"former","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"%s","responderNonce":"%s"}""".formatted(NONCE, NONCE));
    }

    private Answer verify() {
        return negotiator.post("/api/v1/xauth/verifications", """
                {"gateway":"east","connection":"former","peerAddress":"192.0.2.2","user":"ann","password":"%s"}""".formatted(
                        HexFormat.of().formatHex("ann's password".getBytes(UTF_8))));
    }

    private void assertAllIsUsable() throws Exception {
        assertThat(ask().json().path("skeyid").asText()).isEqualTo(expectedSkeyid());
        assertThat(verify().status()).as(verify().body()).isEqualTo(200);
        assertThat(negotiator
                        .get("/api/v1/sealing-keys/sk-00000000000000f1")
                        .json()
                        .path("key")
                        .asText())
                .isEqualTo("42".repeat(32));
        assertThat(negotiator
                        .get("/api/v1/gateways/former/hpke-key")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        JsonNode listed = admin.get("/api/v1/credentials").json();
        assertThat(listed.path("items").size()).isEqualTo(2);
        assertThat(listed.path("damaged").size()).isZero();
        assertThat(listed.at("/items/0/version").asInt()).isEqualTo(3);
    }

    @Test
    void whatItWroteIsUsableAndGetsDataKeysByARotation() throws Exception {
        // Given
        assertAllIsUsable();
        // When
        Answer asked = admin.post("/api/v1/master-key:rotate", "");
        // Then
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        await().until(() ->
                admin.get("/api/v1/master-key").json().at("/rotation").has("finishedAt"));
        assertAllIsUsable();
        assertThat(VaultClient.nobody().get("/q/health/well").status()).isEqualTo(200);
    }
}
