package io.ikebus.vault.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in the database, what becomes of it when somebody changes it, and what goes on without it. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AtRestTest {
    private static final String SECRET = "k3v8-persimmon-under-glass";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(
                setting("ikebus.vault.database.url"), "postgres", setting(Surroundings.DATABASE_PASSWORD));
    }

    private static void execute(String... statements) {
        try (Connection connection = database()) {
            for (String statement : statements) {
                try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                    prepared.execute();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of a table as text; octets as hex. */
    private static List<String> rows(String table) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database();
                PreparedStatement query = connection.prepareStatement("select t::text from " + table + " t");
                ResultSet found = query.executeQuery()) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private void put(String name) {
        Answer made = admin.put(
                "/api/v1/credentials/" + name,
                "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\",\"connections\":[\"" + name + "\"]}");
        assertThat(made.status()).as(made.body()).isIn(200, 201);
    }

    private Answer ask(String connection) {
        return negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""".formatted(connection));
    }

    @Test
    void noTableHoldsTheSecretOrWhatWasMadeFromIt() {
        // Given
        put("rest-west");
        String skeyid = ask("rest-west").json().path("skeyid").asText();
        String sealingKey = negotiator
                .get("/api/v1/sealing-keys/current")
                .json()
                .path("key")
                .asText();
        await().until(() -> rows("audit_event").stream().anyMatch(row -> row.contains("sealing-key.read")));
        // When
        List<String> everything = new ArrayList<>();
        for (String table : List.of(
                "credential", "sealing_key", "gateway_key", "audit_event", "audit_key", "audit_head", "revision")) {
            everything.addAll(rows(table));
        }
        // Then
        assertThat(skeyid).hasSize(40);
        assertThat(rows("credential")).anyMatch(row -> row.contains("rest-west"));
        assertThat(everything)
                .noneMatch(row -> row.contains(SECRET)
                        || row.contains(HexFormat.of().formatHex(SECRET.getBytes(UTF_8)))
                        || row.contains(skeyid)
                        || row.contains(sealingKey));
    }

    @Test
    void usesChangesAndRefusalsAreRowsOfTheAuditTable() {
        put("rest-audit");
        ask("rest-audit");
        ask("rest-nobody");
        VaultClient.person("viewer").get("/api/v1/credentials");
        admin.delete("/api/v1/credentials/rest-audit");

        await().untilAsserted(() -> assertThat(rows("audit_event"))
                .anyMatch(row -> row.contains("anna,credential.put,changed,rest-audit"))
                .anyMatch(row -> row.contains("negotiator,skeyid,used,rest-audit"))
                .anyMatch(row -> row.contains("negotiator,skeyid,refused,") && row.contains("rest-nobody"))
                .anyMatch(row -> row.contains("anna,access,refused,\"GET /api/v1/credentials\""))
                .anyMatch(row -> row.contains("anna,credential.delete,changed,rest-audit")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "sealed, 'sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)'",
        "selectors, 'selectors = replace(selectors, ''rest-flip'', ''rest-flop'')'",
        "version, version = version + 1",
        "type, type = 'rsa'",
        "created_at, 'created_at = created_at + interval ''1 microsecond'''",
    })
    void aRowThatWasChangedOutsideIsNoticedAndNotUsed(String column, String change) {
        // Given
        put("rest-flip");
        assertThat(ask("rest-flip").status()).isEqualTo(200);
        // When
        execute(
                "update credential set " + change + " where name = 'rest-flip'",
                "update revision set number = number + 1");
        // Then
        await().until(() -> ask("rest-flip").status() == 503);
        assertThat(ask("rest-flip").problem()).isEqualTo("damaged");
        assertThat(admin.get("/api/v1/credentials/rest-flip").problem()).isEqualTo("damaged");
        assertThat(admin.get("/api/v1/credentials").json().path("damaged").toString())
                .contains("rest-flip");
        assertThat(VaultClient.nobody().get("/q/health/well").status()).isEqualTo(503);
        assertThat(VaultClient.nobody().get("/q/health/ready").status()).isEqualTo(200);
        // When
        put("rest-flip");
        // Then
        assertThat(ask("rest-flip").status()).isEqualTo(200);
        assertThat(VaultClient.nobody().get("/q/health/well").status()).isEqualTo(200);
    }

    @Test
    void whileTheDatabaseIsAwayTheVaultAnswersFromMemoryAndRefusesChanges() {
        // Given
        put("rest-away");
        String skeyid = ask("rest-away").body();
        // When
        execute(
                "alter role vault nologin",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'vault'");
        try {
            // Then
            await().until(() -> VaultClient.nobody().get("/q/health/well").status() == 503);
            assertThat(VaultClient.nobody().get("/q/health/well").body())
                    .contains("refused until the database is back");
            assertThat(VaultClient.nobody().get("/q/health/ready").status()).isEqualTo(200);
            assertThat(ask("rest-away").body()).isEqualTo(skeyid);
            assertThat(negotiator.get("/api/v1/sealing-keys/current").status()).isEqualTo(200);
            assertThat(admin.get("/api/v1/credentials/rest-away").status()).isEqualTo(200);
            Answer refused = admin.delete("/api/v1/credentials/rest-away");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("unavailable");
        } finally {
            execute("alter role vault login");
        }
        // Then
        await().until(() -> VaultClient.nobody().get("/q/health/well").status() == 200);
        assertThat(admin.delete("/api/v1/credentials/rest-away").status()).isEqualTo(204);
        await().until(() -> rows("audit_event").stream()
                        .filter(row -> row.contains("skeyid,used,rest-away"))
                        .count()
                == 2);
    }
}
