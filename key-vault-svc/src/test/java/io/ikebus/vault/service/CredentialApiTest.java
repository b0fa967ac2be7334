package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class CredentialApiTest {
    private static final String SECRET = "q7w9x2-tangerine";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient auditor = VaultClient.person("auditor");

    private static String psk(String selectors) {
        return "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\"," + selectors + "}";
    }

    private static String path(String name) {
        return "/api/v1/credentials/" + name;
    }

    @Test
    void whatWasPutIsReadBackWithoutTheSecret() {
        // When
        Answer made = admin.put(path("api-all"), psk("""
                        "gateways":["east"],"connections":["api-all"],
                        "peerAddresses":["192.0.2.2","192.0.2.0/24","192.0.2.10-192.0.2.20"],
                        "localIdentities":["east.example"],"peerIdentities":["West.example","*.example"]"""));
        Answer read = auditor.get(path("api-all"));
        // Then
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.json().properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "name",
                        "type",
                        "version",
                        "gateways",
                        "connections",
                        "peerAddresses",
                        "localIdentities",
                        "peerIdentities",
                        "createdAt",
                        "changedAt");
        assertThat(read.json().path("version").asInt()).isEqualTo(1);
        assertThat(read.json().path("peerIdentities").get(0).asText()).isEqualTo("west.example");
        assertThat(read.header("ETag")).isNotBlank().isEqualTo(made.header("ETag"));
    }

    @Test
    void anEditNeedsTheTagOfWhatItEdits() {
        // Given
        String first =
                admin.put(path("api-tag"), psk("\"connections\":[\"api-tag\"]")).header("ETag");
        String changed = "{\"type\":\"psk\",\"connections\":[\"api-tag\",\"api-tag-2\"]}";
        // When
        Answer edit = admin.send("PUT", path("api-tag"), changed, Map.of("If-Match", first));
        Answer late = admin.send("PUT", path("api-tag"), changed, Map.of("If-Match", first));
        // Then
        assertThat(edit.status()).as(edit.body()).isEqualTo(200);
        assertThat(edit.json().path("version").asInt()).isEqualTo(2);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.problem()).isEqualTo("precondition-failed");
        assertThat(admin.send("DELETE", path("api-tag"), "", Map.of("If-Match", first))
                        .status())
                .isEqualTo(412);
        assertThat(admin.send("DELETE", path("api-tag"), "", Map.of("If-Match", edit.header("ETag")))
                        .status())
                .isEqualTo(204);
        assertThat(admin.get(path("api-tag")).status()).isEqualTo(404);
        assertThat(admin.delete(path("api-tag")).problem()).isEqualTo("not-found");
    }

    @Test
    void aSecondCredentialForTheSamePeersIsRefusedByName() {
        admin.put(path("api-first"), psk("\"peerAddresses\":[\"203.0.113.7\"]"));

        Answer second = admin.put(path("api-second"), psk("\"peerAddresses\":[\"203.0.113.7/32\"]"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("ambiguous-selectors");
        assertThat(second.json().path("detail").asText()).contains("api-first");
        assertThat(admin.get(path("api-second")).status()).isEqualTo(404);
    }

    @Test
    void theListComesInPages() {
        // Given
        for (int i = 0; i < 5; i++) {
            admin.put(path("api-page-" + i), psk("\"connections\":[\"api-page-" + i + "\"]"));
        }
        // When
        List<String> names = new ArrayList<>();
        String after = "api-page-";
        do {
            var page = auditor.get("/api/v1/credentials?limit=2&after=" + after).json();
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            page.path("items").forEach(item -> names.add(item.path("name").asText()));
            after = page.path("next").asText();
        } while (!after.isEmpty());
        // Then
        assertThat(names)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("api-page-0", "api-page-1", "api-page-2", "api-page-3", "api-page-4");
    }

    @Test
    void aPageHasItsLimits() {
        for (String limit : List.of("0", "-1", "1001")) {
            Answer refused = auditor.get("/api/v1/credentials?limit=" + limit);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.field()).isEqualTo("limit");
        }
        assertThat(auditor.get("/api/v1/credentials?limit=many").status()).isIn(400, 404);
    }

    static Stream<Arguments> malformed() {
        String many = "\"x\",".repeat(100) + "\"x\"";
        return Stream.of(
                Arguments.of("type missing", "{\"secret\":\"" + SECRET + "\",\"connections\":[\"m\"]}", "type"),
                Arguments.of("type unknown", psk("\"connections\":[\"m\"]").replace("psk", "rsa"), "type"),
                Arguments.of("secret missing", "{\"type\":\"psk\",\"connections\":[\"m\"]}", "secret"),
                Arguments.of("secret empty", "{\"type\":\"psk\",\"secret\":\"\",\"connections\":[\"m\"]}", "secret"),
                Arguments.of(
                        "secret a number", "{\"type\":\"psk\",\"secret\":12345678,\"connections\":[\"m\"]}", "secret"),
                Arguments.of(
                        "secret a list",
                        "{\"type\":\"psk\",\"secret\":[\"" + SECRET + "\"],\"connections\":[\"m\"]}",
                        "secret"),
                Arguments.of(
                        "secret with a line's end",
                        "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\\n\",\"connections\":[\"m\"]}",
                        "secret"),
                Arguments.of("secret no hex", psk("\"encoding\":\"hex\",\"connections\":[\"m\"]"), "secret"),
                Arguments.of("secret no base64", psk("\"encoding\":\"base64\",\"connections\":[\"m\"]"), "secret"),
                Arguments.of(
                        "secret too long",
                        "{\"type\":\"psk\",\"secret\":\"" + "x".repeat(513) + "\",\"connections\":[\"m\"]}",
                        "secret"),
                Arguments.of("encoding unknown", psk("\"encoding\":\"rot13\",\"connections\":[\"m\"]"), "encoding"),
                Arguments.of("no selector", "{\"type\":\"psk\",\"secret\":\"" + SECRET + "\"}", "peerAddresses"),
                Arguments.of("only restrictions", psk("\"gateways\":[\"east\"]"), "peerAddresses"),
                Arguments.of(
                        "an address out of order",
                        psk("\"peerAddresses\":[\"192.0.2.1\",\"192.0.2.9-192.0.2.1\"]"),
                        "peerAddresses[1]"),
                Arguments.of(
                        "an address with host bits", psk("\"peerAddresses\":[\"192.0.2.1/24\"]"), "peerAddresses[0]"),
                Arguments.of("an address null", psk("\"peerAddresses\":[null]"), "peerAddresses[0]"),
                Arguments.of("addresses no list", psk("\"peerAddresses\":\"192.0.2.1\""), "peerAddresses"),
                Arguments.of(
                        "an identity with a star inside", psk("\"peerIdentities\":[\"w*st\"]"), "peerIdentities[0]"),
                Arguments.of(
                        "a local identity that is a pattern",
                        psk("\"connections\":[\"m\"],\"localIdentities\":[\"*\"]"),
                        "localIdentities[0]"),
                Arguments.of(
                        "an identity that is long",
                        psk("\"peerIdentities\":[\"" + "x".repeat(256) + "\"]"),
                        "peerIdentities[0]"),
                Arguments.of(
                        "a gateway with a dot", psk("\"connections\":[\"m\"],\"gateways\":[\"ea.st\"]"), "gateways[0]"),
                Arguments.of(
                        "a connection with SQL",
                        psk("\"connections\":[\"m'; drop table credential; --\"]"),
                        "connections[0]"),
                Arguments.of("too many connections", psk("\"connections\":[" + many + "]"), "connections"),
                Arguments.of("a misspelt field", psk("\"peerAdresses\":[\"192.0.2.1\"]"), "peerAdresses"),
                Arguments.of("the secret as a field", "{\"type\":\"psk\",\"" + SECRET + "\":1}", "?"),
                Arguments.of("not closed", psk("\"connections\":[\"m\""), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesMalformedCredentialsNamingTheField(String what, String body, String field) {
        Answer answer = admin.put(path("malformed"), body);

        assertThat(answer.status()).as(what + answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.field()).as(answer.body()).isEqualTo(field);
        assertThat(answer.body()).doesNotContain(SECRET, "tangerine", "io.ikebus", "jackson", "12345678");
        assertThat(admin.get(path("malformed")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"-x", "a%20b", "a%2Fb", "a%0Ab", "%27%3B--", "a%00", ".hidden", "x%C3%A4"})
    void refusesNamesOfAnotherForm(String name) {
        Answer answer = admin.put(path(name), psk("\"connections\":[\"m\"]"));

        assertThat(answer.status()).as(answer.body()).isIn(400, 404);
    }

    @Test
    void refusesANameThatIsTooLong() {
        Answer answer = admin.put(path("x".repeat(64)), psk("\"connections\":[\"m\"]"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("name");
    }
}
