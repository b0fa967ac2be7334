package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The owner of the database puts rows back that a vault once wrote: each has an intact seal, and is not the newest. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = true)
@TestMethodOrder(OrderAnnotation.class)
class RollbackTest {
    private static final String NOTICE_IT = "update revision set number = number + 1";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private Answer put(String name, String secret) {
        Answer done = admin.put(
                "/api/v1/credentials/" + name,
                "{\"type\":\"psk\",\"secret\":\"" + secret + "\",\"connections\":[\"" + name + "\"]}");
        assertThat(done.status()).as(done.body()).isIn(200, 201);
        return done;
    }

    private Answer ask(String connection) {
        return negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""".formatted(connection));
    }

    private static int well() {
        return VaultClient.nobody().get("/q/health/well").status();
    }

    private String noticed(String name) {
        return admin.get("/api/v1/audit?action=inspection&subject=" + name).body();
    }

    @Test
    @Order(1)
    void anEarlierVersionOfACredentialIsNotUsed() {
        // Given
        put("back-version", "the secret that somebody knows");
        AuditTables.execute("create table former as select * from credential where name = 'back-version'");
        put("back-version", "the secret that nobody knows");
        String skeyid = ask("back-version").body();
        // When
        AuditTables.execute(
                "delete from credential where name = 'back-version'",
                "insert into credential select * from former",
                "drop table former",
                NOTICE_IT);
        // Then
        await().until(() -> ask("back-version").status() == 503);
        assertThat(ask("back-version").problem()).isEqualTo("damaged");
        assertThat(well()).isEqualTo(503);
        await().until(() -> noticed("back-version").contains("seal is not intact, or not the newest"));
        // When
        put("back-version", "the secret that nobody knows");
        // Then
        assertThat(ask("back-version").body()).isEqualTo(skeyid);
        assertThat(well()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aCredentialThatWasDeletedDoesNotComeBack() {
        // Given
        put("back-deleted", "the secret that somebody knows");
        AuditTables.execute("create table former as select * from credential where name = 'back-deleted'");
        assertThat(admin.delete("/api/v1/credentials/back-deleted").status()).isEqualTo(204);
        // When
        AuditTables.execute("insert into credential select * from former", "drop table former", NOTICE_IT);
        // Then
        await().until(() ->
                admin.get("/api/v1/credentials/back-deleted").problem().equals("damaged"));
        assertThat(ask("back-deleted").status()).isNotEqualTo(200);
        // When
        Answer deleted = admin.delete("/api/v1/credentials/back-deleted");
        // Then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(well()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aTokenThatIsSpentStaysSpent() {
        // Given
        var token = Applicant.token(admin, "agent", "back-token", "");
        String id = token.path("id").asText();
        AuditTables.execute("create table former as select * from enrolment_token where id = '" + id + "'");
        VaultClient nobody = VaultClient.nobody();
        assertThat(nobody.post(
                                "/api/v1/enrolments",
                                Applicant.any().enrolment(token.path("token").asText()))
                        .status())
                .isEqualTo(200);
        // When
        AuditTables.execute(
                "delete from enrolment_token where id = '" + id + "'",
                "insert into enrolment_token select * from former",
                "drop table former",
                NOTICE_IT);
        await().until(() -> well() == 503);
        // Then
        assertThat(nobody.post(
                                "/api/v1/enrolments",
                                Applicant.any().enrolment(token.path("token").asText()))
                        .status())
                .isNotEqualTo(200);
        // When
        Answer deleted = admin.delete("/api/v1/enrolment-tokens/" + id);
        // Then
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(well()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void whoChangesWhatIsTheNewestIsNoticedAndStopsNothing() {
        // Given
        put("back-list", "a secret");
        String skeyid = ask("back-list").body();
        // When
        AuditTables.execute("update newest_rows set entries = ''", NOTICE_IT);
        // Then
        await().until(() -> well() == 503);
        await().until(() -> noticed("newest-rows").contains("newest-rows"));
        assertThat(ask("back-list").body()).isEqualTo(skeyid);
        // When
        put("back-other", "a secret");
        // Then
        assertThat(well()).isEqualTo(200);
        assertThat(ask("back-list").body()).isEqualTo(skeyid);
    }

    @Test
    @Order(5)
    void whoPutsBackTheListAndTheHeadAsWellHasBrokenTheChain() {
        // Given
        put("back-all", "the secret that somebody knows");
        AuditTables.execute(
                "create table former as select * from credential where name = 'back-all'",
                "create table former_rows as select * from newest_rows",
                "create table former_head as select * from audit_head");
        put("back-all", "the secret that nobody knows");
        // When
        AuditTables.execute(
                "delete from credential where name = 'back-all'",
                "insert into credential select * from former",
                "delete from newest_rows",
                "insert into newest_rows select * from former_rows",
                "delete from audit_head",
                "insert into audit_head select * from former_head",
                NOTICE_IT);
        // Then
        await("the next event finds others behind the head")
                .until(() -> !admin.post("/api/v1/audit:verify", "")
                        .json()
                        .path("verified")
                        .asBoolean());
        put("back-other", "a secret");
        assertThat(well()).as("the chain stays broken").isEqualTo(503);
    }
}
