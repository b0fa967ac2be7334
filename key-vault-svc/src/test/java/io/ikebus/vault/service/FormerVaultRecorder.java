package io.ikebus.vault.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerCertificate;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes down what the vault of today leaves in its database, and what it answers, so that the vault of tomorrow can be
 * held to it ({@link FormerVaultTests}). To be run before the first change of a new migration:
 * {@code -Dtest=FormerVaultRecorder -Dformer.record=true} makes {@code src/test/resources/former/Vn.sql} (rows,
 * under the master key of {@link Surroundings}) and {@code Vn.json} (questions, answers, and the audit table). Those of
 * versions 1 to 3 were made so too, by vaults built from the commits that they name, without what these did not have.
 */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
@TestProfile(FormerVaultRecorder.LongRetention.class)
@EnabledIfSystemProperty(named = "former.record", matches = "true")
class FormerVaultRecorder {
    private static final Path FORMER = Path.of("src/test/resources/former");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NONCE = "0001020304050607";
    private static final String WHERE = "\"gateway\":\"east\",\"connection\":\"former\",\"peerAddress\":\"192.0.2.2\"";
    private static final Duration DECADE = Duration.ofDays(3_650);

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");
    private final ArrayNode questions = JSON.createArrayNode();

    /** What is recorded shall be good for as long as the tests are. */
    public static final class LongRetention implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ikebus.vault.sealing-key-retention", DECADE.toDays() + "d");
        }
    }

    @Test
    void recordsWhatLaterVaultsMustUnderstand() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        PeerAuthority root = PeerAuthority.root(lasting(Wish.of("CN=former root", PeerKey.RSA_2048), now));
        PeerCertificate east = root.issue(lasting(Wish.of("CN=former", PeerKey.RSA_2048, "dns:east.example"), now));
        PeerCertificate decrypting = root.issue(lasting(Wish.of("CN=decrypting", PeerKey.RSA_2048), now));
        fill(root, east, decrypting);
        ask(decrypting, east, root);
        await().until(() -> rows("select 1 from audit_event where action = 'skeyid' and outcome = 'refused'")
                        .size()
                == 1);
        write();
    }

    private static Wish lasting(Wish wish, Instant now) {
        return wish.between(now.minusSeconds(300), now.plus(DECADE));
    }

    private void fill(PeerAuthority root, PeerCertificate east, PeerCertificate decrypting) {
        for (String secret : List.of("the first secret", "the second secret", "a secret of before")) {
            put("former-psk", JSON.createObjectNode().put("type", "psk").put("secret", secret));
        }
        put(
                "former-user",
                JSON.createObjectNode()
                        .put("type", "xauth-user")
                        .put("user", "ann")
                        .put("side", "server")
                        .put("secret", "ann's password"));
        ObjectNode signing = key("signing-key", east);
        signing.putArray("certificates").add(east.pem()).add(root.certificate().pem());
        put("former-signing", signing);
        put("former-decrypting", key("decryption-key", decrypting));
        ObjectNode anchor = JSON.createObjectNode().put("type", "trust-anchor");
        anchor.putArray("certificates").add(root.certificate().pem());
        put("former-anchor", anchor);
        VaultClient agent = VaultClient.service("agent:former");
        for (String octet : List.of("08", "09")) {
            done(agent.put("/api/v1/gateways/former/hpke-key", "{\"publicKey\":\"" + octet + "00".repeat(31) + "\"}"));
        }
        done(admin.post("/api/v1/master-key:rotate", ""));
        await().until(() ->
                admin.get("/api/v1/master-key").json().at("/rotation").has("finishedAt"));
        Applicant service = Applicant.any();
        String token =
                Applicant.token(admin, "agent", "former", "").path("token").asText();
        Answer enrolled = VaultClient.nobody().post("/api/v1/enrolments", service.enrolment(token));
        done(enrolled);
        done(admin.post(
                "/api/v1/service-certificates/"
                        + Applicant.certificate(enrolled).getSerialNumber().toString(16) + ":revoke",
                "{\"reason\":\"superseded\"}"));
    }

    private static ObjectNode key(String type, PeerCertificate own) {
        return JSON.createObjectNode().put("type", type).put("encoding", "pem").put("secret", own.privateKeyPem());
    }

    private void put(String name, ObjectNode body) {
        body.putArray("connections").add("former");
        done(admin.put("/api/v1/credentials/" + name, body.toString()));
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }

    private void ask(PeerCertificate decrypting, PeerCertificate east, PeerAuthority root)
            throws GeneralSecurityException {
        String nonces = "\"hash\":\"SHA1\",\"initiatorNonce\":\"" + NONCE + "\",\"responderNonce\":\"" + NONCE + "\"}";
        ask("negotiator", "POST", "/api/v1/skeyid", "{" + WHERE + "," + nonces);
        String password = HexFormat.of().formatHex("ann's password".getBytes(UTF_8));
        ask(
                "negotiator",
                "POST",
                "/api/v1/xauth/verifications",
                "{" + WHERE + ",\"user\":\"ann\",\"password\":\"" + password + "\"}");
        String name = HexFormat.of().formatHex("east.example".getBytes(UTF_8));
        JsonNode signed = ask("negotiator", "POST", "/api/v1/signatures", """
                {%s,"localIdentity":"east.example","localIdentityType":2,"localIdentityData":"%s","method":"rsa",
                 "hash":"%s"}""".formatted(WHERE, name, "a5".repeat(20)));
        String chain =
                "{\"encoding\":4,\"data\":\"%s\"}".formatted(HexFormat.of().formatHex(east.der()));
        ask("negotiator", "POST", "/api/v1/verifications", """
                {"gateway":"east","connection":"former","peerIdentityType":2,"peerIdentityData":"%s","method":"rsa",
                 "hash":"%s","signature":"%s","certificates":[%s],"revocationLists":[]}""".formatted(
                        name, "a5".repeat(20), signed.path("signature").asText(), chain));
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, decrypting.keys().getPublic());
        String encrypted = HexFormat.of().formatHex(cipher.doFinal("sixteen octets!!".getBytes(UTF_8)));
        ask(
                "negotiator",
                "POST",
                "/api/v1/decryptions",
                "{" + WHERE + ",\"localIdentity\":\"east.example\",\"nonce\":\"" + encrypted + "\"}");
        String sealingKey =
                negotiator.get("/api/v1/sealing-keys/current").json().path("id").asText();
        ask("negotiator", "GET", "/api/v1/sealing-keys/" + sealingKey, "");
        ask("negotiator", "GET", "/api/v1/gateways/former/hpke-key", "");
        ask("vault-admin", "GET", "/api/v1/credentials", "");
        ask("vault-admin", "GET", "/api/v1/service-authority", "");
        // The last one leaves the last audit event.
        ask("negotiator", "POST", "/api/v1/skeyid", "{" + WHERE.replace("former", "nowhere") + "," + nonces);
    }

    private JsonNode ask(String who, String method, String path, String body) {
        Answer answer = (who.equals("negotiator") ? negotiator : admin).send(method, path, body, Map.of());
        questions
                .addObject()
                .put("who", who)
                .put("method", method)
                .put("path", path)
                .put("body", body)
                .put("status", answer.status())
                .set("answer", answer.json());
        return answer.json();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static List<String> rows(String query) {
        try (Connection connection = DriverManager.getConnection(
                        setting("ikebus.vault.database.url"), "postgres", setting(Surroundings.DATABASE_PASSWORD));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write() throws IOException {
        String version = rows("select max(version::int)::text from flyway_schema_history")
                .getFirst();
        List<String> statements = new ArrayList<>();
        statements.add("-- Recorded by FormerVaultRecorder from a vault of migration " + version
                + ", under the master key 5a5a...5a.");
        // Migrations themselves make these rows.
        List.of("revision", "audit_published").stream()
                .filter(table -> tables().contains(table))
                .forEach(table -> statements.add("delete from " + table + ";"));
        for (String table : tables()) {
            rows("select quote_literal(to_json(t)::text) from " + table + " t order by t::text").stream()
                    .map(row -> "insert into " + table + " select * from json_populate_record(null::" + table + ", "
                            + row + ");")
                    .forEach(statements::add);
        }
        Files.createDirectories(FORMER);
        Files.write(FORMER.resolve("V" + version + ".sql"), statements);
        ObjectNode told = JSON.createObjectNode();
        told.set("questions", questions);
        ArrayNode audit = told.putArray("audit");
        for (String row : rows("""
                select json_build_object('actor', actor, 'action', action, 'outcome', outcome, 'subject', subject,
                    'detail', detail) from audit_event order by at, %s""".formatted(version.equals("1") || version.equals("2") ? "id" : "number"))) {
            audit.add(JSON.readTree(row));
        }
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(FORMER.resolve("V" + version + ".json").toFile(), told);
    }

    private static List<String> tables() {
        return rows("""
                select table_name from information_schema.tables
                where table_schema = 'public' and table_name <> 'flyway_schema_history' order by 1""");
    }
}
