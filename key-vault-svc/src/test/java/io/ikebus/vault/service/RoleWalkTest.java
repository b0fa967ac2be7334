package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.testkit.pki.TokenIssuer;
import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every endpoint of the OpenAPI document, with every role and with none. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class RoleWalkTest {
    /** Also who is nobody. */
    private static final Set<String> EVERYBODY = Set.of("everybody");

    /** Who may; everybody else may not. An endpoint that is missing here fails the walk. */
    private static final Map<String, Set<String>> ALLOWED = new TreeMap<>(Map.ofEntries(
            Map.entry("POST /api/v1/skeyid", Set.of("negotiator")),
            Map.entry("POST /api/v1/signatures", Set.of("negotiator")),
            Map.entry("POST /api/v1/verifications", Set.of("negotiator")),
            Map.entry("POST /api/v1/xauth/verifications", Set.of("negotiator")),
            Map.entry("POST /api/v1/xauth/passwords", Set.of("negotiator")),
            Map.entry("POST /api/v1/decryptions", Set.of("negotiator")),
            Map.entry("POST /api/v1/peer-keys", Set.of("negotiator")),
            Map.entry("GET /api/v1/sealing-keys/current", Set.of("negotiator")),
            Map.entry("GET /api/v1/sealing-keys/{id}", Set.of("negotiator")),
            Map.entry("GET /api/v1/gateways/{gateway}/hpke-key", Set.of("negotiator")),
            Map.entry("PUT /api/v1/gateways/{gateway}/hpke-key", Set.of("agent:walk")),
            Map.entry("GET /api/v1/credentials", Set.of("vault-admin", "auditor")),
            Map.entry("GET /api/v1/credentials/{name}", Set.of("vault-admin", "auditor")),
            Map.entry("PUT /api/v1/credentials/{name}", Set.of("vault-admin")),
            Map.entry("DELETE /api/v1/credentials/{name}", Set.of("vault-admin")),
            Map.entry("GET /api/v1/master-key", Set.of("vault-admin", "auditor")),
            Map.entry("POST /api/v1/master-key:rotate", Set.of("vault-admin")),
            Map.entry("POST /api/v1/backup:export", Set.of("vault-admin")),
            Map.entry("POST /api/v1/backup:restore-key", Set.of("vault-admin")),
            Map.entry("POST /api/v1/backup:restore", Set.of("vault-admin")),
            Map.entry("GET /api/v1/trust-anchors", Set.of("vault-admin", "auditor")),
            Map.entry("GET /api/v1/trust-anchors/{name}", Set.of("vault-admin", "auditor")),
            Map.entry("PUT /api/v1/trust-anchors/{name}", Set.of("vault-admin")),
            Map.entry("DELETE /api/v1/trust-anchors/{name}", Set.of("vault-admin")),
            Map.entry("GET /api/v1/crls", Set.of("vault-admin", "auditor")),
            Map.entry("GET /api/v1/crls/{name}", Set.of("vault-admin", "auditor")),
            Map.entry("PUT /api/v1/crls/{name}", Set.of("vault-admin")),
            Map.entry("DELETE /api/v1/crls/{name}", Set.of("vault-admin")),
            Map.entry("GET /api/v1/gateways", Set.of("vault-admin", "auditor", "operator")),
            Map.entry("DELETE /api/v1/gateways/{gateway}/hpke-key", Set.of("vault-admin")),
            Map.entry("POST /api/v1/credentials:explain", Set.of("vault-admin", "auditor", "operator")),
            Map.entry("POST /api/v1/credentials/{name}:generate", Set.of("vault-admin")),
            Map.entry("POST /api/v1/credentials/{name}:rotate", Set.of("vault-admin")),
            Map.entry("GET /api/v1/credentials/{name}/versions", Set.of("vault-admin", "auditor")),
            Map.entry("DELETE /api/v1/credentials/{name}/versions/{version}", Set.of("vault-admin")),
            Map.entry("GET /api/v1/credentials/{name}/csr", Set.of("vault-admin")),
            Map.entry("PUT /api/v1/credentials/{name}/certificates", Set.of("vault-admin")),
            Map.entry("GET /api/v1/audit", Set.of("vault-admin", "auditor")),
            Map.entry("POST /api/v1/audit:verify", Set.of("vault-admin", "auditor")),
            Map.entry("GET /api/v1/service-authority", EVERYBODY),
            Map.entry("PUT /api/v1/service-authority", Set.of("vault-admin")),
            Map.entry("DELETE /api/v1/service-authority/{id}", Set.of("vault-admin")),
            Map.entry("GET /api/v1/service-authority/crl", EVERYBODY),
            Map.entry("POST /api/v1/enrolment-tokens", Set.of("vault-admin")),
            Map.entry("GET /api/v1/enrolment-tokens", Set.of("vault-admin", "auditor")),
            Map.entry("DELETE /api/v1/enrolment-tokens/{id}", Set.of("vault-admin")),
            Map.entry("POST /api/v1/enrolments", EVERYBODY),
            Map.entry("POST /api/v1/service-certificates:renew", Set.of("agent:walk", "agent:other", "transport:walk")),
            Map.entry("GET /api/v1/service-certificates", Set.of("vault-admin", "auditor")),
            Map.entry("POST /api/v1/service-certificates/{serial}:revoke", Set.of("vault-admin"))));

    private static Map<String, VaultClient> callers() {
        Map<String, VaultClient> callers = new LinkedHashMap<>();
        for (String service :
                new String[] {"negotiator", "agent:walk", "agent:other", "transport:walk", "vault", "launcher"}) {
            callers.put(service, VaultClient.service(service));
        }
        for (String role : new String[] {"viewer", "operator", "vault-admin", "auditor"}) {
            callers.put(role, VaultClient.person(role));
        }
        callers.put("a person who claims to be a service", VaultClient.person("negotiator", "agent", "agent:walk"));
        callers.put("a person without roles", VaultClient.person());
        callers.put("nobody", VaultClient.nobody());
        callers.put("a token that is none", VaultClient.withToken("x.y.z"));
        callers.put("a token of another issuer", VaultClient.withToken(otherIssuer()));
        callers.put("a token that is over", VaultClient.withToken(expired()));
        callers.put("a token without a signature", VaultClient.withToken(unsigned()));
        return callers;
    }

    private static String otherIssuer() {
        return TokenIssuer.create(VaultClient.directory().resolve("other-tokens"), Surroundings.ISSUER)
                .issue("eve", Set.of("vault-admin"), Duration.ofMinutes(5));
    }

    private static String expired() {
        Path tokens = VaultClient.directory().resolve("tokens");
        return TokenIssuer.open(tokens, Surroundings.ISSUER)
                .issue("anna", Set.of("vault-admin"), Duration.ofMinutes(-5));
    }

    private static String unsigned() {
        String signed = TokenIssuer.open(VaultClient.directory().resolve("tokens"), Surroundings.ISSUER)
                .issue("anna", Set.of("vault-admin"), Duration.ofMinutes(5));
        return signed.substring(0, signed.lastIndexOf('.') + 1);
    }

    private static String body(String endpoint) {
        return switch (endpoint) {
            case "POST /api/v1/skeyid" -> """
                {"gateway":"east","connection":"walk","peerAddress":"192.0.2.2","hash":"SHA1",
                 "initiatorNonce":"0001020304050607","responderNonce":"0001020304050607"}""";
            case "POST /api/v1/signatures" -> """
                {"gateway":"east","connection":"walk","peerAddress":"192.0.2.2","localIdentity":"walk.example",
                 "localIdentityType":2,"localIdentityData":"77","method":"rsa","hash":"%s"}""".formatted("00".repeat(20));
            case "POST /api/v1/verifications" -> """
                {"gateway":"east","connection":"walk","peerIdentityType":2,"peerIdentityData":"77","certificates":[],
                 "revocationLists":[],"method":"rsa","hash":"%s","signature":"00"}""".formatted("00".repeat(20));
            case "POST /api/v1/xauth/verifications" -> """
                {"gateway":"east","connection":"walk","peerAddress":"192.0.2.2","user":"walker","password":"77"}""";
            case "POST /api/v1/xauth/passwords" -> """
                {"gateway":"east","connection":"walk","peerAddress":"192.0.2.2","user":"walker"}""";
            case "POST /api/v1/decryptions" -> """
                {"gateway":"east","connection":"walk","peerAddress":"192.0.2.2","localIdentity":"walk.example",
                 "nonce":"00","identity":"00"}""";
            case "POST /api/v1/peer-keys" -> """
                {"gateway":"east","connection":"walk","peerAddress":"192.0.2.2"}""";
            case "PUT /api/v1/trust-anchors/{name}" -> "{\"certificates\":[\"AAAA\"]}";
            case "PUT /api/v1/crls/{name}" -> "{\"list\":\"AAAA\"}";
            case "POST /api/v1/credentials:explain" -> """
                {"use":"psk","gateway":"east","connection":"walk","peerAddress":"192.0.2.2"}""";
            case "POST /api/v1/credentials/{name}:generate" -> """
                {"type":"signing-key","algorithm":"P-256","subject":"CN=walk"}""";
            case "PUT /api/v1/credentials/{name}/certificates" -> "{\"certificates\":[\"AAAA\"]}";
            case "PUT /api/v1/gateways/{gateway}/hpke-key" -> "{\"publicKey\":\"" + "09" + "00".repeat(31) + "\"}";
            case "PUT /api/v1/service-authority" -> """
                {"privateKey":"-----BEGIN PRIVATE KEY-----\\nAA==\\n-----END PRIVATE KEY-----","certificate":"AA=="}""";
            case "POST /api/v1/enrolment-tokens" -> "{\"role\":\"agent\",\"gateway\":\"walk\"}";
            case "POST /api/v1/enrolments" ->
                "{\"token\":\"et-" + "0".repeat(16) + "." + "0".repeat(64) + "\",\"csr\":\"AA==\"}";
            case "POST /api/v1/service-certificates:renew" -> "{\"csr\":\"AA==\"}";
            case "POST /api/v1/service-certificates/{serial}:revoke" -> "{\"reason\":\"unspecified\"}";
            case "PUT /api/v1/credentials/{name}" ->
                "{\"type\":\"psk\",\"secret\":\"walk the walk\",\"connections\":[\"walk\"]}";
            default -> "";
        };
    }

    private static Answer call(VaultClient caller, String endpoint) {
        int space = endpoint.indexOf(' ');
        String path = endpoint.substring(space + 1)
                .replace("{name}", "walk")
                .replace("{gateway}", "walk")
                .replace("{serial}", "00")
                .replace("{version}", "1")
                .replace("{id}", "sk-walk");
        return caller.send(endpoint.substring(0, space), path, body(endpoint), Map.of());
    }

    @Test
    void onlyWhoMayDoes() {
        JsonNode paths =
                VaultClient.nobody().get("/q/openapi?format=json").json().path("paths");
        Set<String> endpoints = new java.util.TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> endpoints.add(
                                method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(endpoints).isEqualTo(ALLOWED.keySet());
        Map<String, VaultClient> callers = callers();
        for (String endpoint : endpoints) {
            callers.forEach((name, caller) -> {
                int status = call(caller, endpoint).status();
                String what = endpoint + " by " + name + ": " + status;
                Set<String> allowed = ALLOWED.getOrDefault(endpoint, Set.of());
                if (allowed == EVERYBODY || allowed.contains(name)) {
                    assertThat(status).as(what).isNotIn(401, 403).isLessThan(500);
                } else {
                    assertThat(status).as(what).isIn(401, 403);
                }
            });
        }
    }

    @Test
    void theDocumentShowsStringsWhereStringsAreSent() {
        JsonNode schemas =
                VaultClient.nobody().get("/q/openapi?format=json").json().at("/components/schemas");

        for (String type : new String[] {
            "GatewayId",
            "IpAddress",
            "AddressRange",
            "ConnectionName",
            "Identity",
            "IdentityPattern",
            "Nonce",
            "PublicKey",
            "PublicKeyText",
            "RsaBlock",
            "DistinguishedName",
            "AlternativeName"
        }) {
            assertThat(schemas.path(type).path("type").asText("string"))
                    .as(type)
                    .isEqualTo("string");
            assertThat(schemas.path(type).path("properties").isMissingNode())
                    .as(type)
                    .isTrue();
        }
        JsonNode secret = schemas.at("/CredentialRequest/properties/secret");
        assertThat(secret.path("type").asText()).isEqualTo("string");
        assertThat(secret.path("writeOnly").asBoolean()).isTrue();
        assertThat(schemas.at("/CredentialView/properties").has("secret")).isFalse();
    }

    @Test
    void refusalsAreProblems() {
        Answer nobody = VaultClient.nobody().get("/api/v1/credentials");
        Answer viewer = VaultClient.person("viewer").get("/api/v1/credentials");

        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.problem()).isEqualTo("unauthenticated");
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(viewer.status()).isEqualTo(403);
        assertThat(viewer.problem()).isEqualTo("forbidden");
        assertThat(viewer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void aPersonWhoComesWithACertificateStaysAPerson() {
        Path tokens = VaultClient.directory().resolve("tokens");
        String token =
                TokenIssuer.open(tokens, Surroundings.ISSUER).issue("anna", Set.of("auditor"), Duration.ofMinutes(5));
        VaultClient both = VaultClient.serviceWithToken("launcher", token);

        assertThat(both.get("/api/v1/credentials").status()).isEqualTo(200);
        assertThat(both.get("/api/v1/sealing-keys/current").status()).isEqualTo(403);
    }

    @Test
    void aCertificateOfAStrangerDoesNotConnect() {
        VaultClient stranger = VaultClient.stranger();

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> stranger.get("/q/health/live"));
    }
}
