package io.ikebus.vault.service;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Out of the vault and back, as whoever keeps backups does it. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class BackupApiTest {
    private static final Octets TO_KEEP = Octets.wrap("ikebus vault backup 1".getBytes(US_ASCII));
    private static final Octets TO_RESTORE = Octets.wrap("ikebus vault restore 1".getBytes(US_ASCII));

    private final Hpke.KeyPair keeper = Hpke.generate();
    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    @AfterEach
    void nothingIsLeftBehind() {
        admin.delete("/api/v1/credentials/backup-west");
    }

    private void put(String name, String secret) {
        Answer made = admin.put(
                "/api/v1/credentials/" + name,
                "{\"type\":\"psk\",\"secret\":\"" + secret + "\",\"connections\":[\"" + name + "\"]}");
        assertThat(made.status()).as(made.body()).isIn(200, 201);
    }

    private Answer ask(String connection) {
        return negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""".formatted(connection));
    }

    private Answer export(int page, String more) {
        return admin.post(
                "/api/v1/backup:export",
                "{\"publicKey\":\"" + keeper.publicKey().hex() + "\",\"page\":" + page + more + "}");
    }

    /** Every page, opened. */
    private List<String> exported() {
        List<String> pages = new ArrayList<>();
        String more = "";
        while (true) {
            Answer answer = export(pages.size(), more);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            Octets sealed = Octets.wrap(
                    Base64.getDecoder().decode(answer.json().path("sealed").asText()));
            pages.add(Hpke.open(keeper, TO_KEEP, Octets.EMPTY, sealed)
                    .orElseThrow()
                    .with(octets -> new String(octets, UTF_8)));
            if (!answer.json().has("next")) {
                return pages;
            }
            more = ",\"after\":\"" + answer.json().path("next").asText() + "\",\"revision\":"
                    + answer.json().path("revision").asLong();
        }
    }

    private Answer restore(String page) {
        Octets key = Octets.fromHex(admin.post("/api/v1/backup:restore-key", "")
                .json()
                .path("publicKey")
                .asText());
        Octets sealed = Hpke.seal(key, TO_RESTORE, Octets.EMPTY, Secret.wrap(page.getBytes(UTF_8)));
        return send(sealed);
    }

    private Answer send(Octets sealed) {
        return admin.post(
                "/api/v1/backup:restore",
                "{\"sealed\":\"" + Base64.getEncoder().encodeToString(sealed.toByteArray()) + "\"}");
    }

    @Test
    void whatWasDeletedIsBackAndUsable() {
        // Given
        put("backup-west", "a secret for the way");
        String skeyid = ask("backup-west").body();
        List<String> pages = exported();
        admin.delete("/api/v1/credentials/backup-west");
        assertThat(ask("backup-west").status()).isNotEqualTo(200);
        // When
        List<Answer> answers = pages.stream().map(this::restore).toList();
        // Then
        assertThat(answers)
                .allSatisfy(one -> assertThat(one.status()).as(one.body()).isEqualTo(200));
        assertThat(answers.stream()
                        .mapToInt(one -> one.json().path("credentials").asInt())
                        .sum())
                .isEqualTo(1);
        assertThat(ask("backup-west").body()).isEqualTo(skeyid);
        // When a page is sent again
        Answer again = restore(pages.getLast());
        // Then
        assertThat(again.json().path("credentials").asInt()).isZero();
        assertThat(again.json().path("others").asInt()).isZero();
    }

    @Test
    void aPageIsSealedToItsKeeper() {
        put("backup-west", "a secret for the way");

        Answer answer = export(0, "");

        assertThat(answer.body()).doesNotContain("a secret").doesNotContain("backup-west");
        Octets sealed = Octets.wrap(
                Base64.getDecoder().decode(answer.json().path("sealed").asText()));
        assertThat(Hpke.open(Hpke.generate(), TO_KEEP, Octets.EMPTY, sealed)).isEmpty();
    }

    @Test
    void aBackupIsOfOneMoment() {
        put("backup-west", "a secret for the way");
        long revision = export(0, "").json().path("revision").asLong();
        put("backup-west", "another secret for the way");

        Answer refused = export(1, ",\"after\":\"c:a\",\"revision\":" + revision);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("changed-meanwhile");
    }

    @Test
    void aCredentialThatIsAnotherOneByNowIsNotReplacedAndNothingIsHalfRestored() {
        // Given
        put("backup-west", "a secret for the way");
        String page = exported().getFirst();
        String skeyid = ask("backup-west").body();
        put("backup-west", "a secret that is newer");
        // When
        Answer refused = restore(page);
        // Then
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("restore-conflict");
        assertThat(refused.body()).contains("backup-west");
        assertThat(ask("backup-west").body()).isNotEqualTo(skeyid);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON | hello",
                "null | null",
                "a list | []",
                "a credential without an id | {\"v\":1,\"credentials\":[{\"name\":\"x\"}]}",
                "a secret that is no hex | {\"v\":1,\"sealingKeys\":[{\"id\":\"sk-1\",\"createdAt\":\"2026-01-01T00:00:00Z\","
                        + "\"notAfter\":\"2026-01-01T00:00:00Z\",\"secret\":\"zz\"}]}",
                "a version of tomorrow | {\"v\":2}",
            })
    void aPageThatIsNoneChangesNothing(String what, String page) {
        Answer refused = restore(page);

        assertThat(refused.status()).as(what).isEqualTo(400);
        assertThat(refused.field()).isEqualTo("sealed");
    }

    @Test
    void aPageForAnotherVaultIsRefused() {
        admin.post("/api/v1/backup:restore-key", "");

        Answer refused = send(
                Hpke.seal(Hpke.generate().publicKey(), TO_RESTORE, Octets.EMPTY, Secret.wrap("{}".getBytes(UTF_8))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("was not sealed to the key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"page\":0,\"publicKey\":\"00\"} | publicKey",
                "{\"page\":0,\"publicKey\":\"0000000000000000000000000000000000000000000000000000000000000000\"} | publicKey",
                "{\"page\":0} | publicKey",
                "{\"page\":-1} | page",
            })
    void aKeyThatIsNoneIsRefused(String body, String field) {
        Answer refused = admin.post("/api/v1/backup:export", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field()).isEqualTo(field);
    }
}
