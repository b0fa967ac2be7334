package io.ikebus.vault.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** With every logger of the vault and its database wide open, nothing shows a secret. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class SilenceTest {
    private static final String SECRET = "z5n2-marmalade-before-noon";
    private static final List<String> LOUD = List.of("io.ikebus", "org.hibernate", "io.quarkus.resteasy", "io.agroal");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            String text = line instanceof ExtLogRecord ext ? ext.getFormattedMessage() : line.getMessage();
            for (Throwable thrown = line.getThrown(); thrown != null; thrown = thrown.getCause()) {
                text += "\n" + thrown;
            }
            lines.add(text);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void neitherLogNorAnswersShowAPresharedKey() {
        // Given
        VaultClient admin = VaultClient.person("vault-admin");
        VaultClient negotiator = VaultClient.service("negotiator");
        String hex = HexFormat.of().formatHex(SECRET.getBytes(UTF_8));
        String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));
        List<String> answers = new CopyOnWriteArrayList<>();
        ear.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Handler[] others = root.getHandlers();
        Stream.of(others).forEach(root::removeHandler);
        root.addHandler(ear);
        LOUD.forEach(name -> Logger.getLogger(name).setLevel(Level.ALL));
        try {
            // When
            String selectors = ",\"connections\":[\"silence\"]}";
            answers.add(put(admin, "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\"" + selectors));
            answers.add(put(admin, "{\"type\":\"psk\",\"secret\":\"" + hex + "\",\"encoding\":\"hex\"" + selectors));
            answers.add(
                    put(admin, "{\"type\":\"psk\",\"secret\":\"" + base64 + "\",\"encoding\":\"base64\"" + selectors));
            answers.add(put(admin, "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\",\"encoding\":\"hex\"" + selectors));
            answers.add(put(admin, "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\",\"nonsense\":1" + selectors));
            answers.add(put(admin, "{\"type\":\"psk\",\"secret\":\"" + SECRET));
            answers.add(put(
                    admin,
                    "{\"type\":\"signing-key\",\"encoding\":\"pkcs12\",\"secret\":\"" + base64 + "\",\"password\":\""
                            + SECRET + "\"}"));
            answers.add(put(admin, "{\"type\":\"signing-key\",\"encoding\":\"pem\",\"secret\":\"" + SECRET + "\"}"));
            answers.add(put(admin, "{\"type\":\"" + SECRET + "\"" + selectors));
            answers.add(put(admin, "{\"type\":\"psk\",\"connections\":\"" + SECRET + "\"}"));
            answers.add(put(VaultClient.person("viewer"), "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\"}"));
            answers.add(admin.get("/api/v1/credentials/silence").body());
            answers.add(admin.get("/api/v1/credentials").body());
            String skeyid =
                    negotiator.post("/api/v1/skeyid", """
                            {"gateway":"east","connection":"silence","peerAddress":"192.0.2.2","hash":"SHA2_256",
                             "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""").json().path("skeyid").asText();
            String sealingKey = negotiator
                    .get("/api/v1/sealing-keys/current")
                    .json()
                    .path("key")
                    .asText();
            answers.add(admin.delete("/api/v1/credentials/silence").body());
            // Then
            assertThat(skeyid).hasSize(64);
            assertThat(answers).noneMatch(answer -> shows(answer, hex, base64));
            assertThat(lines)
                    .anyMatch(line -> line.contains("credential.put"))
                    .anyMatch(line -> line.contains("skeyid"))
                    .noneMatch(line -> shows(line, hex, base64) || line.contains(skeyid) || line.contains(sealingKey));
        } finally {
            root.removeHandler(ear);
            Stream.of(others).forEach(root::addHandler);
            LOUD.forEach(name -> Logger.getLogger(name).setLevel(null));
        }
    }

    private static String put(VaultClient client, String body) {
        return client.put("/api/v1/credentials/silence", body).body();
    }

    private static boolean shows(String text, String hex, String base64) {
        return text.contains(SECRET) || text.contains("marmalade") || text.contains(hex) || text.contains(base64);
    }
}
