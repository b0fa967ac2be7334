package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.enrolled.StoredServiceCertificate;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.HoldingsStore;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What becomes of certificates that were issued: renewed, listed, revoked; and of the authority behind them. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServiceCertificateApiTest {
    /** What puts another authority in the place of the vault's own: there is no way back. */
    private static final int AT_LAST = Integer.MAX_VALUE;

    private static final String RENEW = "/api/v1/service-certificates:renew";

    @Inject
    HoldingsStore store;

    @Inject
    RestSealing sealing;

    @Inject
    AuditTrail audit;

    private final VaultClient admin = VaultClient.person("vault-admin");

    private record Holder(Applicant key, Answer answer, VaultClient client) {
        String serial() {
            return answer.json().path("serial").asText();
        }
    }

    private Holder enrolled(String role, String gateway) {
        Applicant key = Applicant.any();
        String token = Applicant.token(admin, role, gateway, ",\"names\":[\"" + gateway + ".example\"]")
                .path("token")
                .asText();
        return holder(key, VaultClient.nobody().post("/api/v1/enrolments", key.enrolment(token)));
    }

    private static Holder holder(Applicant key, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Holder(key, answer, key.with(answer));
    }

    private static Holder renewed(VaultClient client) {
        Applicant key = Applicant.any();
        return holder(key, client.post(RENEW, "{\"csr\":\"" + Applicant.text(key.der()) + "\"}"));
    }

    private Answer revoke(Holder holder) {
        return admin.post(
                "/api/v1/service-certificates/" + holder.serial() + ":revoke", "{\"reason\":\"key-compromise\"}");
    }

    /** Something that each agent may do with its certificate, and that changes nothing. */
    private static int used(Holder holder) {
        return holder.client().post(RENEW, "{\"csr\":\"AA==\"}").status();
    }

    private static void execute(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        setting("ikebus.vault.database.url"), "postgres", setting(Surroundings.DATABASE_PASSWORD));
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rows(String table) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        setting("ikebus.vault.database.url"), "postgres", setting(Surroundings.DATABASE_PASSWORD));
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

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    @Test
    void whoHasACertificateGetsTheNextForTheSameRoleAndGateway() throws Exception {
        // Given
        Holder first = enrolled("transport", "renew-east");
        // When
        Holder second = renewed(first.client());
        Holder third = renewed(second.client());
        // Then
        X509Certificate certificate = Applicant.certificate(third.answer());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=transport:renew-east");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("renew-east.example");
        assertThat(certificate.getPublicKey()).isEqualTo(third.key().pair().getPublic());
        JsonNode items = admin.get("/api/v1/service-certificates?gateway=renew-east")
                .json()
                .path("items");
        assertThat(items).hasSize(3);
        assertThat(items.findValuesAsText("origin")).contains(first.serial(), second.serial());
        assertThat(used(first)).isEqualTo(400);
    }

    @Test
    void whoHasACertificateFromElsewhereGetsOneFromTheVault() {
        Holder holder = renewed(VaultClient.service("agent:renew-elsewhere"));

        assertThat(Applicant.certificate(holder.answer())
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=agent:renew-elsewhere");
        assertThat(used(holder)).isEqualTo(400);
    }

    @Test
    void oneServiceDoesNotFillTheVault() {
        VaultClient busy = VaultClient.service("agent:renew-busy");
        for (int i = 0; i < 16; i++) {
            renewed(busy);
        }

        Answer refused =
                busy.post(RENEW, "{\"csr\":\"" + Applicant.text(Applicant.any().der()) + "\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("too-many-certificates");
    }

    @Test
    void aRevokedCertificateIsRefusedAtOnceAlsoOnAConnectionThatIsOpen() {
        // Given
        Holder holder = enrolled("agent", "revoke-now");
        Holder other = enrolled("agent", "revoke-other");
        assertThat(used(holder)).isEqualTo(400);
        // When
        Answer revoked = revoke(holder);
        // Then
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
        assertThat(revoked.json().path("reason").asText()).isEqualTo("key-compromise");
        await().atMost(Duration.ofSeconds(2)).until(() -> used(holder) == 401);
        assertThat(used(other)).isEqualTo(400);
        assertThat(revoke(holder).json()).isEqualTo(revoked.json());
        await().untilAsserted(() -> assertThat(rows("audit_event"))
                .anyMatch(row -> row.contains("anna,service-certificate.revoke,changed," + holder.serial()))
                .anyMatch(row -> row.contains("CN=agent:revoke-now,access,refused," + holder.serial())));
    }

    @Test
    void anotherVaultOnTheSameDatabaseKnowsOfARevocationAfterItsNextLook() {
        // Given
        HoldingsMemory other = new HoldingsMemory(store, sealing, audit, InstantSource.system());
        other.open();
        Holder holder = enrolled("agent", "revoke-there");
        other.refresh();
        assertThat(other.present().enrolled().certificates().get(holder.serial()))
                .matches(one -> !one.isRevoked());
        // When
        revoke(holder);
        other.refresh();
        // Then
        assertThat(other.present().enrolled().certificates().get(holder.serial()))
                .matches(StoredServiceCertificate::isRevoked);
    }

    @Test
    void whatWasGotByRenewingARevokedCertificateIsRevokedToo() {
        // Given
        Holder first = enrolled("agent", "revoke-family");
        Holder second = renewed(first.client());
        Holder third = renewed(second.client());
        // When
        revoke(second);
        // Then
        assertThat(used(third)).isEqualTo(401);
        assertThat(used(second)).isEqualTo(401);
        assertThat(used(first)).isEqualTo(400);
    }

    @Test
    void aTokenThatWasSpentForARevokedCertificateGetsItNoMore() {
        Applicant key = Applicant.any();
        String token = Applicant.token(admin, "agent", "revoke-token", "")
                .path("token")
                .asText();
        Holder holder = holder(key, VaultClient.nobody().post("/api/v1/enrolments", key.enrolment(token)));
        revoke(holder);

        assertThat(VaultClient.nobody()
                        .post("/api/v1/enrolments", key.enrolment(token))
                        .problem())
                .isEqualTo("spent-token");
    }

    @Test
    void whoRemovesTheRowOfARevokedCertificateDoesNotMakeItGood() {
        // Given
        Holder holder = enrolled("agent", "revoke-row");
        revoke(holder);
        // When
        execute("delete from service_certificate where serial = '" + holder.serial() + "'");
        execute("update revision set number = number + 1");
        // Then
        await().until(() -> admin.get("/api/v1/service-certificates?gateway=revoke-row")
                .json()
                .path("items")
                .isEmpty());
        assertThat(used(holder)).isEqualTo(401);
    }

    @Test
    void whoChangesTheRowOfARevokedCertificateDoesNotMakeItGood() {
        // Given
        Holder holder = enrolled("agent", "revoke-change");
        revoke(holder);
        // When
        execute("update service_certificate set revoked_at = null, revocation_reason = null where serial = '"
                + holder.serial() + "'");
        execute("update revision set number = number + 1");
        // Then
        await().until(() -> VaultClient.nobody().get("/q/health/well").status() == 503);
        assertThat(used(holder)).isEqualTo(401);
        execute("delete from service_certificate where serial = '" + holder.serial() + "'");
        execute("update revision set number = number + 1");
        await().until(() -> VaultClient.nobody().get("/q/health/well").status() == 200);
    }

    @Test
    void noTableHoldsAKeyOrAToken() {
        Applicant key = Applicant.any();
        String token =
                Applicant.token(admin, "agent", "rest-enrol", "").path("token").asText();
        holder(key, VaultClient.nobody().post("/api/v1/enrolments", key.enrolment(token)));

        for (String table : List.of("service_authority", "enrolment_token", "service_certificate", "audit_event")) {
            assertThat(rows(table)).noneMatch(row -> row.contains(token.substring(20)));
        }
        // An elliptic key in PKCS #8 names its kind: 1.2.840.10045.2.1 stands once in a certificate, and once in a key.
        assertThat(rows("service_authority"))
                .isNotEmpty()
                .allMatch(row -> row.split("06072a8648ce3d0201", -1).length <= 2);
    }

    private static X509CRL list(String query) throws Exception {
        Answer answer = VaultClient.nobody()
                .send("GET", "/api/v1/service-authority/crl" + query, "", Map.of("Accept", "application/x-pem-file"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void theListOfRevokedCertificatesIsSignedAndForEverybody() throws Exception {
        // Given
        Holder good = enrolled("agent", "list-good");
        Holder bad = enrolled("agent", "list-bad");
        // When
        revoke(bad);
        X509CRL list = list("");
        X509CRL again = list("");
        // Then
        list.verify(Applicant.chain(good.answer())[1].getPublicKey());
        assertThat(list.isRevoked(Applicant.certificate(bad.answer()))).isTrue();
        assertThat(list.isRevoked(Applicant.certificate(good.answer()))).isFalse();
        assertThat(list.getRevokedCertificate(Applicant.certificate(bad.answer()))
                        .getRevocationReason()
                        .name())
                .isEqualTo("KEY_COMPROMISE");
        assertThat(again.getEncoded()).isEqualTo(list.getEncoded());
        assertThat(list.getNextUpdate()).isAfter(list.getThisUpdate());
        assertThat(VaultClient.nobody().get("/api/v1/service-authority/crl").header("Content-Type"))
                .isEqualTo("application/pkix-crl");
        assertThat(VaultClient.nobody()
                        .get("/api/v1/service-authority/crl?authority=sa-0")
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(AT_LAST)
    void anAuthorityThatIsPutSignsFromThenOnAndWhatTheOtherSignedStaysGood() throws Exception {
        // Given
        Holder before = enrolled("agent", "put-before");
        String old = VaultClient.nobody()
                .get("/api/v1/service-authority")
                .json()
                .path("id")
                .asText();
        Path home = VaultClient.directory().resolve("put-authority");
        io.ikebus.testkit.pki.LocalAuthority.create(home);
        String body = authority(home, "ca.key", "ca.crt");
        // When
        Answer put = admin.put("/api/v1/service-authority", body);
        Answer again = admin.put("/api/v1/service-authority", body);
        Holder after = enrolled("agent", "put-after");
        // Then
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(put.body()).doesNotContain("PRIVATE");
        assertThat(put.json().path("imported").asBoolean()).isTrue();
        assertThat(put.json().path("earlier").findValuesAsText("id")).contains(old);
        assertThat(Applicant.certificate(after.answer())
                        .getIssuerX500Principal()
                        .getName())
                .isEqualTo("CN=ikebus local authority");
        assertThat(used(before)).isEqualTo(400);
        assertThat(used(after)).isEqualTo(400);
        assertThat(list("?authority=" + old).getIssuerX500Principal())
                .isEqualTo(Applicant.certificate(before.answer()).getIssuerX500Principal());
        // When
        revoke(after);
        // Then
        assertThat(used(after)).isEqualTo(401);
    }

    @Test
    @Order(AT_LAST)
    void whatAnAuthorityHasSignedIsRefusedOnOpenConnectionsTooWhenItIsWithdrawn() throws Exception {
        // Given
        Holder holder = enrolled("agent", "withdrawn");
        assertThat(used(holder)).isEqualTo(400);
        String id = VaultClient.nobody()
                .get("/api/v1/service-authority")
                .json()
                .path("id")
                .asText();
        assertThat(admin.delete("/api/v1/service-authority/" + id).problem()).isEqualTo("authority-signs");
        Path home = VaultClient.directory().resolve("next-authority");
        io.ikebus.testkit.pki.LocalAuthority.create(home);
        admin.put("/api/v1/service-authority", authority(home, "ca.key", "ca.crt"));
        assertThat(used(holder)).isEqualTo(400);
        // When
        assertThat(admin.delete("/api/v1/service-authority/" + id).status()).isEqualTo(204);
        // Then
        assertThat(used(holder)).isEqualTo(401);
        assertThat(admin.delete("/api/v1/service-authority/" + id).status()).isEqualTo(404);
    }

    @Test
    @Order(AT_LAST)
    void anAuthorityThatIsPutMakesAgentsAndTransportsAndNoNegotiators() throws Exception {
        // Given
        Path home = VaultClient.directory().resolve("hosts-authority");
        var elsewhere = io.ikebus.testkit.pki.LocalAuthority.create(home);
        assertThat(admin.put("/api/v1/service-authority", authority(home, "ca.key", "ca.crt"))
                        .status())
                .isEqualTo(201);
        // When
        VaultClient agent = VaultClient.of(elsewhere.issue("agent:east"));
        VaultClient negotiator = VaultClient.of(elsewhere.issue("negotiator"));
        // Then
        assertThat(agent.put("/api/v1/gateways/east/hpke-key", "{}").status()).isEqualTo(400);
        assertThatThrownBy(() -> negotiator.get("/api/v1/sealing-keys/current"))
                .isInstanceOf(java.io.UncheckedIOException.class);
    }

    private static String authority(Path home, String key, String certificate) throws Exception {
        return "{\"privateKey\":\"" + escaped(home.resolve(key)) + "\",\"certificate\":\""
                + escaped(home.resolve(certificate)) + "\"}";
    }

    private static String escaped(Path file) throws Exception {
        return Files.readString(file).replace("\n", "\\n");
    }

    @Test
    void refusesWhatIsNoAuthority() throws Exception {
        Path home = VaultClient.directory().resolve("no-authority");
        var issued = io.ikebus.testkit.pki.LocalAuthority.create(home).issue("agent:east");

        Answer service = admin.put(
                "/api/v1/service-authority",
                authority(
                                home,
                                issued.key().getFileName().toString(),
                                issued.certificate().getFileName().toString())
                        .replaceAll("-----END CERTIFICATE-----.*\"}", "-----END CERTIFICATE-----\"}"));
        Answer another = admin.put(
                "/api/v1/service-authority",
                authority(home, issued.key().getFileName().toString(), "ca.crt"));

        assertThat(service.status()).as(service.body()).isEqualTo(400);
        assertThat(service.field()).isEqualTo("certificate");
        assertThat(another.status()).isEqualTo(400);
        assertThat(another.field()).isEqualTo("privateKey");
    }

    @Test
    void refusesToRevokeWhatWasNotIssued() {
        assertThat(admin.post("/api/v1/service-certificates/00ff:revoke", "{\"reason\":\"unspecified\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.post("/api/v1/service-certificates/00ff:revoke", "{\"reason\":\"bored\"}")
                        .field())
                .isEqualTo("reason");
    }
}
