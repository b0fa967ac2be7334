package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.vault.audit.AuditEntry;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditStore;
import io.ikebus.vault.audit.Outbox;
import io.ikebus.vault.audit.Outbox.Turn;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading and proving the record, and what is in it. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AuditApiTest {
    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient auditor = VaultClient.person("auditor");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    @Inject
    AuditStore store;

    @Inject
    Outbox outbox;

    private void put(String name) {
        Answer done = admin.put(
                "/api/v1/credentials/" + name,
                "{\"type\":\"psk\",\"secret\":\"seven swans a-swimming\",\"connections\":[\"" + name + "\"]}");
        assertThat(done.status()).as(done.body()).isIn(200, 201);
    }

    private Answer skeyid(String connection) {
        return negotiator.post("/api/v1/skeyid", """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""".formatted(connection));
    }

    private List<JsonNode> items(String query) {
        Answer answer = auditor.get("/api/v1/audit?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.json().path("items").forEach(items::add);
        return items;
    }

    private void awaitEvent(String query) {
        await().untilAsserted(() -> assertThat(items(query)).as(query).isNotEmpty());
    }

    @Test
    void eventsComeInPagesByNumber() {
        // Given
        put("audit-pages");
        put("audit-pages");
        put("audit-pages");
        // When
        JsonNode first =
                auditor.get("/api/v1/audit?subject=audit-pages&limit=2").json();
        JsonNode second = auditor.get("/api/v1/audit?subject=audit-pages&limit=2&after="
                        + first.path("next").asLong())
                .json();
        // Then
        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(first.at("/items/0/detail").asText()).isEqualTo("version 1");
        assertThat(second.at("/items/0/detail").asText()).isEqualTo("version 3");
        assertThat(first.at("/items/0/actor").asText()).isEqualTo("anna");
        assertThat(first.at("/items/0/hash").asText()).matches("[0-9a-f]{64}");
        // When
        List<JsonNode> newest = items("subject=audit-pages&limit=2&order=newest-first");
        List<JsonNode> older = items("subject=audit-pages&order=newest-first&after="
                + newest.getLast().path("number").asLong());
        // Then
        assertThat(newest.getFirst().path("detail").asText()).isEqualTo("version 3");
        assertThat(older).hasSize(1);
    }

    @Test
    void filtersNarrowWhatIsShown() {
        // Given
        Instant before = Instant.now();
        put("audit-filters");
        admin.delete("/api/v1/credentials/audit-filters");
        // Then
        assertThat(items("subject=audit-filters&action=credential.delete")).hasSize(1);
        assertThat(items("subject=audit-filters&outcome=changed")).hasSize(2);
        assertThat(items("subject=audit-filters&outcome=used")).isEmpty();
        assertThat(items("subject=audit-filters&actor=anna")).hasSize(2);
        assertThat(items("subject=audit-filters&actor=bert")).isEmpty();
        assertThat(items("subject=audit-filters&from=" + before)).hasSize(2);
        assertThat(items("subject=audit-filters&to=" + before)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "after=-1, after",
        "after=x, after",
        "after=99999999999999999999, after",
        "limit=0, limit",
        "limit=1001, limit",
        "order=random, order",
        "outcome=USED, outcome",
        "actor=%00, actor",
        "from=yesterday, from",
        "from=%2B1000000-01-01T00:00:00Z, from",
        "to=0001-01-01T00:00:00Z, to",
    })
    void aFilterOfAnotherFormIsNamed(String query, String field) {
        Answer answer = auditor.get("/api/v1/audit?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-field");
        assertThat(answer.field()).isEqualTo(field);
    }

    @Test
    void theChainIsProvenAndTheProofIsAnEvent() {
        // Given
        put("audit-proof");
        // When
        Answer answer = auditor.post("/api/v1/audit:verify", "");
        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("verified").asBoolean()).isTrue();
        assertThat(answer.json().path("events").asLong()).isPositive();
        assertThat(answer.json().path("last")).isEqualTo(answer.json().path("events"));
        assertThat(answer.json().has("brokenAt")).isFalse();
        awaitEvent("action=audit.verify&actor=anna");
        assertThat(VaultClient.nobody().get("/q/health/well").body()).contains("whole at its end");
    }

    @Test
    void usesChangesAndRefusalsOfEveryKindAreThere() {
        // Given
        VaultClient agent = VaultClient.service("agent:audit-east");
        // When
        put("audit-kinds");
        skeyid("audit-kinds");
        skeyid("audit-nobody");
        admin.send(
                "PUT",
                "/api/v1/credentials/audit-kinds",
                "{\"type\":\"psk\",\"secret\":\"x\",\"connections\":[\"audit-kinds\"]}",
                java.util.Map.of("If-None-Match", "*"));
        admin.delete("/api/v1/credentials/audit-nothing");
        negotiator.get("/api/v1/sealing-keys/current");
        negotiator.get("/api/v1/sealing-keys/sk-audit");
        negotiator.get("/api/v1/gateways/audit-east/hpke-key");
        agent.put("/api/v1/gateways/audit-east/hpke-key", "{\"publicKey\":\"09" + "00".repeat(31) + "\"}");
        agent.put("/api/v1/gateways/audit-west/hpke-key", "{\"publicKey\":\"09" + "00".repeat(31) + "\"}");
        negotiator.get("/api/v1/gateways/audit-east/hpke-key");
        negotiator.post("/api/v1/peer-keys", """
                {"gateway":"east","connection":"audit-peer","peerAddress":"192.0.2.2"}""");
        negotiator.post("/api/v1/peer-keys", "{\"gateway\":7}");
        VaultClient.person("viewer").get("/api/v1/audit");
        // Then
        awaitEvent("action=credential.put&outcome=changed&subject=audit-kinds");
        awaitEvent("action=request&outcome=refused&subject=PUT%20/api/v1/credentials/audit-kinds");
        awaitEvent("action=request&outcome=refused&subject=DELETE%20/api/v1/credentials/audit-nothing");
        awaitEvent("action=skeyid&outcome=used&subject=audit-kinds");
        awaitEvent("action=skeyid&outcome=refused");
        awaitEvent("action=sealing-key.read&outcome=used&actor=negotiator");
        awaitEvent("action=sealing-key.read&outcome=refused&subject=sk-audit");
        awaitEvent("action=gateway-key.put&outcome=changed&subject=audit-east");
        awaitEvent("action=gateway-key.put&outcome=refused&subject=audit-west");
        awaitEvent("action=gateway-key.read&outcome=used&subject=audit-east");
        awaitEvent("action=gateway-key.read&outcome=refused&subject=audit-east");
        awaitEvent("action=peer-key&outcome=refused");
        awaitEvent("action=request&outcome=refused&actor=negotiator&subject=POST%20/api/v1/peer-keys");
        awaitEvent("action=access&outcome=refused&actor=anna&subject=GET%20/api/v1/audit");
    }

    @Test
    void howeverManyWriteAtOnceThereIsOneChain() {
        // When
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20; i++) {
                        store.append(List.of(event("audit-crowd"), event("audit-crowd"), event("audit-crowd")));
                    }
                }))
                .toList();
        put("audit-crowd");
        writers.forEach(CompletableFuture::join);
        // Then
        assertThat(items("subject=audit-crowd&limit=1000")).hasSize(4 * 20 * 3 + 1);
        assertThat(auditor.post("/api/v1/audit:verify", "")
                        .json()
                        .path("verified")
                        .asBoolean())
                .isTrue();
    }

    private static AuditEvent event(String subject) {
        return new AuditEvent(Instant.now(), "crowd", "skeyid", Outcome.USED, subject, "one of many");
    }

    @Test
    void oneSendsAtATimeAndWhoFailsSendsAgain() {
        // Given
        put("audit-outbox");
        List<AuditEntry> once = new ArrayList<>();
        List<AuditEntry> again = new ArrayList<>();
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        // When
        CompletableFuture<Turn> first = CompletableFuture.supplyAsync(() -> outbox.publish(3, some -> {
            once.addAll(some);
            sending.countDown();
            waitFor(go);
            throw new IllegalStateException("the vault was killed here");
        }));
        waitFor(sending);
        Turn second = outbox.publish(3, again::addAll);
        go.countDown();
        // Then
        assertThat(second).isEqualTo(Turn.ANOTHER_VAULT_SENDS);
        assertThat(again).isEmpty();
        assertThat(first.handle((turn, failure) -> failure != null).join()).isTrue();
        // When
        long waiting = outbox.waiting();
        Turn third = outbox.publish(3, again::addAll);
        // Then
        assertThat(third).isEqualTo(Turn.SENT);
        assertThat(again).isEqualTo(once).hasSizeBetween(1, 3);
        assertThat(outbox.waiting()).isGreaterThanOrEqualTo(waiting - again.size());
        outbox.publish(
                1,
                next -> assertThat(next.getFirst().number())
                        .isEqualTo(again.getLast().number() + 1));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
