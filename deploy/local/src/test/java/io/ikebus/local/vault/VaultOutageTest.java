package io.ikebus.local.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.local.api.Answer;
import io.ikebus.local.vault.Callers.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a vault, and of those who ask it, while its database goes and comes. */
class VaultOutageTest {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SOME = 20;

    @TempDir
    private Path directory;

    private LoneVault vault;

    @BeforeEach
    void aVault() throws IOException {
        assumeTrue(
                Files.exists(HOME.resolve("key-vault-svc/target/quarkus-app/quarkus-run.jar")),
                "key-vault-svc has not been packaged");
        vault = new LoneVault(HOME, directory);
        vault.start();
        vault.put("c0", Callers.secret("c0"));
    }

    @AfterEach
    void end() {
        if (vault != null) {
            vault.close();
        }
    }

    private int health(String kind) throws IOException {
        return vault.api().get(vault.url() + "/q/health/" + kind).status();
    }

    private void awaitHealth(String kind, int status) {
        await().atMost(PATIENCE).until(() -> health(kind) == status);
    }

    /** All events of one action and outcome. */
    private List<JsonNode> events(String action, String outcome) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        String after = "0";
        do {
            JsonNode page = vault.api()
                    .get(vault.url() + "/api/v1/audit?limit=1000&action=" + action + "&outcome=" + outcome + "&after="
                            + after)
                    .body();
            page.path("items").forEach(all::add);
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        return all;
    }

    @Test
    void whileTheDatabaseGoesAndComes_UsesGoOnAndChangesAreDoneWholeOrRefused() throws IOException {
        // Given
        long pid = vault.pid();
        Callers callers = Callers.start(vault);
        try (callers) {
            for (Runnable outage : List.<Runnable>of(vault.database()::stop, vault.database()::crash)) {
                int done = callers.count(Fate.DONE);
                await().atMost(PATIENCE).until(() -> callers.count(Fate.DONE) > done + SOME);
                // When
                outage.run();
                // Then
                awaitHealth("well", 503);
                int used = callers.used();
                int refused = callers.count(Fate.REFUSED);
                await().atMost(PATIENCE)
                        .until(() -> callers.used() > used + SOME && callers.count(Fate.REFUSED) > refused + SOME);
                assertThat(health("ready")).isEqualTo(200);
                // When
                vault.database().start();
                // Then
                awaitHealth("well", 200);
            }
            int done = callers.count(Fate.DONE);
            await().atMost(PATIENCE).until(() -> callers.count(Fate.DONE) > done + SOME);
        }
        assertThat(callers.faults()).isEmpty();
        assertThat(vault.pid()).isEqualTo(pid);
        assertEachChangeIsWhole(callers.changes());
        assertNoEventIsLost(callers.used());
    }

    private void assertEachChangeIsWhole(Map<String, Fate> changes) throws IOException {
        List<String> recorded = events("credential.put", "changed").stream()
                .map(event -> event.path("subject").asText())
                .toList();
        assertThat(recorded).doesNotHaveDuplicates();
        for (Map.Entry<String, Fate> change : changes.entrySet()) {
            String name = change.getKey();
            Answer found = vault.api().get(vault.url() + "/api/v1/credentials/" + name);
            // Who is refused because the database went away in the very last moment may find it done.
            assertThat(found.status()).as(name).isIn(change.getValue() == Fate.DONE ? List.of(200) : List.of(200, 404));
            assertThat(recorded.contains(name)).as(name).isEqualTo(found.isOk());
            if (found.isOk()) {
                assertThat(vault.skeyid(name)).as(name).isEqualTo(expectedSkeyid(name));
            }
        }
    }

    private void assertNoEventIsLost(int used) throws IOException {
        // An event whose acknowledgement was lost is written once more.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(events("skeyid", "used").stream()
                                .filter(event -> event.path("subject").asText().equals("c0")))
                        .hasSizeGreaterThanOrEqualTo(used));
        assertThat(events("audit.gap", "noted")).isEmpty();
        JsonNode verdict =
                vault.api().post(vault.url() + "/api/v1/audit:verify").body();
        assertThat(verdict.path("verified").asBoolean()).as(verdict.toString()).isTrue();
    }

    private static String expectedSkeyid(String name) {
        return LoneVault.expectedSkeyid(Callers.secret(name));
    }

    @Test
    void aStatementThatHangsEndsByItselfAndTheNextOneGoesWell() throws Exception {
        try (Connection somebody = vault.database().connect();
                Statement statement = somebody.createStatement()) {
            // Given
            somebody.setAutoCommit(false);
            statement.execute("select * from revision for update");
            // When
            Answer refused = vault.api()
                    .put(
                            vault.url() + "/api/v1/credentials/c1",
                            Map.of("type", "psk", "secret", Callers.secret("c1"), "connections", List.of("c1")));
            // Then
            assertThat(refused.status()).as(refused.sentence()).isEqualTo(503);
            assertThat(refused.body().path("type").asText()).isEqualTo("urn:ikebus:problem:unavailable");
            assertThat(vault.skeyid("c0")).isEqualTo(expectedSkeyid("c0"));
            somebody.rollback();
        }
        // When
        awaitHealth("well", 200);
        vault.put("c1", Callers.secret("c1"));
        // Then
        assertThat(vault.skeyid("c1")).isEqualTo(expectedSkeyid("c1"));
    }

    @Test
    void anOldRowThatIsPutBackWhileNoVaultRunsIsNotUsedAtTheNextStart() throws Exception {
        // Given
        vault.database().execute("create table former as select * from credential where name = 'c0'");
        vault.put("c0", Callers.secret("c0 of today"));
        vault.put("c1", Callers.secret("c1"));
        vault.kill();
        // When
        vault.database().execute("delete from credential where name = 'c0'");
        vault.database().execute("insert into credential select * from former");
        vault.start();
        // Then
        assertThat(vault.skeyid("c0")).startsWith("HTTP status 503");
        assertThat(health("well")).isEqualTo(503);
        assertThat(vault.skeyid("c1")).isEqualTo(expectedSkeyid("c1"));
    }
}
