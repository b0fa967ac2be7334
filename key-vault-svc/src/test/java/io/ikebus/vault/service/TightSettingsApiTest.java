package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A vault with limits that are soon reached, and a source of revocation lists. */
@QuarkusTest
@TestProfile(TightSettingsApiTest.Tight.class)
@QuarkusTestResource(Surroundings.class)
@QuarkusTestResource(value = TightSettings.class, restrictToAnnotatedClass = true)
class TightSettingsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    /** Nothing but another start. */
    public static final class Tight implements QuarkusTestProfile {}

    private static void served(X509CRL list) throws Exception {
        Path file = Path.of(ConfigProvider.getConfig().getValue(TightSettings.LIST_FILE, String.class));
        Path next = Files.write(file.resolveSibling("next"), list.getEncoded());
        Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aKeyThatIsUsedTooOftenSaysWhenItMayBeUsedAgain() {
        // Given
        admin.put(
                "/api/v1/credentials/tight",
                "{\"type\":\"psk\",\"secret\":\"n0kQ3vX9bT7sLw2YdR5j\",\"connections\":[\"tight\"]}");
        String question = """
                {"gateway":"east","connection":"tight","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""";
        List<Answer> answers = new CopyOnWriteArrayList<>();
        // When
        await().until(() -> {
            answers.add(negotiator.post("/api/v1/skeyid", question));
            return answers.getLast().status() == 429;
        });
        // Then
        Answer refused = answers.getLast();
        assertThat(answers.getFirst().status()).isEqualTo(200);
        assertThat(refused.problem()).isEqualTo("too-many-uses");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(VaultClient.nobody().get("/q/metrics").body())
                .contains("ikebus_vault_limited_total{operation=\"skeyid\"}");
        await().until(() -> negotiator.post("/api/v1/skeyid", question).status() == 200);
    }

    @Test
    void aListIsFetchedAndReplacedWhenTheSourceHasANewerOne() throws Exception {
        // Given
        PeerAuthority root = PeerAuthority.root("CN=fetched", PeerKey.P256);
        await().until(() -> VaultClient.nobody().get("/q/health/well").body().contains("\"failing\": 1"));
        ObjectNode anchor = JSON.createObjectNode();
        anchor.putArray("certificates").add(root.certificate().pem());
        admin.put("/api/v1/trust-anchors/fetched", anchor.toString());
        // When
        served(Certifying.list(root, 1));
        // Then
        await().until(() ->
                admin.get("/api/v1/crls").json().at("/items/0/number").asText().equals("1"));
        await().until(() -> VaultClient.nobody().get("/q/health/well").status() == 200);
        // When
        served(Certifying.list(root, 2));
        // Then
        await().until(() ->
                admin.get("/api/v1/crls").json().at("/items/0/number").asText().equals("2"));
        assertThat(admin.get("/api/v1/crls").json().at("/items/0/name").asText())
                .startsWith("crl-");
    }
}
