package io.ikebus.negotiator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.ikebus.testkit.pki.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = NegotiatorStack.class, restrictToAnnotatedClass = false)
class ApiTest {
    private static final String CONNECTION = """
            {"gateway": "east",
             "local": {"address": "192.0.2.1", "identity": "east.example"},
             "peer": {"addresses": ["192.0.2.2"], "identity": "west.example"},
             "children": [{"name": "net", "local": {"addresses": "10.1.0.0/16"}, "remote": {"addresses": "10.2.0.0/16"}}]}
            """;
    private static final String ANYBODY = CONNECTION.replace("192.0.2.2\"", "0.0.0.0/0\"");

    @BeforeEach
    void awaitReady() {
        Client.awaitReady();
    }

    @Test
    void definesShowsAndRemovesAConnection() {
        // When
        put("life", CONNECTION)
                .statusCode(201)
                .header("ETag", notNullValue())
                .header("Location", containsString("/api/v1/connections/life"));
        // Then
        Client.viewer()
                .get("/api/v1/connections/life")
                .then()
                .statusCode(200)
                .body("name", equalTo("life"))
                .body("v", nullValue())
                .body("peer.port", equalTo(500))
                .body("ike.lifetimeSeconds", equalTo(28800))
                .body("children[0].replayWindow", equalTo(64))
                .body("children[0].mode", equalTo("TUNNEL"))
                .body("children[0].extendedSequenceNumbers", equalTo("ACCEPT"))
                .body("start", equalTo("NONE"));
        Client.viewer()
                .get("/api/v1/connections?limit=1000")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("life"))
                .body("next", nullValue());
        // When
        Client.operator().delete("/api/v1/connections/life").then().statusCode(204);
        // Then
        Client.viewer().get("/api/v1/connections/life").then().statusCode(404);
        problem(Client.operator().delete("/api/v1/connections/life").then(), 404, "not-found");
    }

    @Test
    void aConnectionSaysWhatComesBetweenPhase1AndQuickMode() {
        String access = """
                "remoteAccess": {"user": {"side": "SERVER"},
                  "addresses": {"side": "SERVER", "pool": ["10.9.0.0/24"], "splitInclude": ["10.1.0.0/16"]}}, """;
        put("road", CONNECTION.replace("\"children\"", access + "\"children\"")).statusCode(201);

        Client.viewer()
                .get("/api/v1/connections/road")
                .then()
                .statusCode(200)
                .body("remoteAccess.user.side", equalTo("SERVER"))
                .body("remoteAccess.user.hybrid", equalTo(false))
                .body("remoteAccess.addresses.way", equalTo("PULL"))
                .body("remoteAccess.addresses.pool", contains("10.9.0.0/24"));
        String misspelt = access.replace("SERVER", "SERVANT");
        problem(put("road", CONNECTION.replace("\"children\"", misspelt + "\"children\"")), 400, "invalid-field");
    }

    @Test
    void aChildMayBeInTransportModeAndOfAh() {
        // When
        String host = CONNECTION
                .replace("10.1.0.0/16\"}", "192.0.2.1\", \"protocol\": 17, \"port\": 1701}")
                .replace("10.2.0.0/16\"}", "0.0.0.0/0\", \"protocol\": 17}")
                .replace(
                        "\"name\": \"net\"",
                        "\"name\": \"l2tp\", \"mode\": \"TRANSPORT\", \"narrow\": true,"
                                + " \"extendedSequenceNumbers\": \"REQUIRE\", \"proposals\": [\"ah-sha2_256\"]");
        put("l2tp", host).statusCode(201);
        // Then
        Client.viewer()
                .get("/api/v1/connections/l2tp")
                .then()
                .statusCode(200)
                .body("children[0].mode", equalTo("TRANSPORT"))
                .body("children[0].extendedSequenceNumbers", equalTo("REQUIRE"))
                .body("children[0].proposals", hasItem("ah-sha2_256"));
        problem(put("not-l2tp", host.replace("TRANSPORT", "transport")), 400, "invalid-field");
        problem(
                put("nor-this", host.replace("192.0.2.1\", \"protocol", "192.0.2.3\", \"protocol")),
                400,
                "invalid-field");
    }

    @Test
    void takesWhatItGaveAndSaysThatNothingChanged() {
        // Given
        put("again", CONNECTION).statusCode(201);
        String shown = Client.viewer().get("/api/v1/connections/again").asString();
        // Then
        put("again", shown).statusCode(200);
        assertThat(Client.viewer().get("/api/v1/connections/again").asString()).isEqualTo(shown);
    }

    @Test
    void changesOnlyWhatIsStillAsIfMatchSays() {
        // Given
        String first = put("match", CONNECTION).statusCode(201).extract().header("ETag");
        String longer = CONNECTION.replace("\"children\"", "\"ike\": {\"lifetimeSeconds\": 7200}, \"children\"");
        // When
        String second = Client.operator()
                .contentType(ContentType.JSON)
                .header("If-Match", first)
                .body(longer)
                .put("/api/v1/connections/match")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        // Then
        assertThat(second).isNotEqualTo(first);
        problem(
                Client.operator()
                        .contentType(ContentType.JSON)
                        .header("If-Match", first)
                        .body(CONNECTION)
                        .put("/api/v1/connections/match")
                        .then(),
                412,
                "changed");
        problem(
                Client.operator()
                        .header("If-Match", first)
                        .delete("/api/v1/connections/match")
                        .then(),
                412,
                "changed");
    }

    @Test
    void pagesByName() {
        // Given
        for (String name : new String[] {"page-a", "page-b", "page-c"}) {
            put(name, CONNECTION).statusCode(201);
        }
        // Then
        Client.viewer()
                .get("/api/v1/connections?after=page-&limit=2")
                .then()
                .body("items.name", contains("page-a", "page-b"))
                .body("next", equalTo("page-b"));
        problem(Client.viewer().get("/api/v1/connections?limit=0").then(), 400, "invalid-field")
                .body("field", equalTo("limit"));
    }

    @Test
    void ordersAnInitiation() {
        // Given
        put("start", CONNECTION).statusCode(201);
        // When
        Map<String, String> answer = Client.operator()
                .post("/api/v1/connections/start/initiate")
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/v1/ike-sas/east/"))
                .extract()
                .jsonPath()
                .getMap("");
        // Then
        assertThat(answer)
                .containsEntry("gateway", "east")
                .containsEntry("connection", "start")
                .containsEntry("session", "east/" + answer.get("cookie"));
        assertThat(answer.get("cookie")).matches("[0-9a-f]{16}").isNotEqualTo("0".repeat(16));
    }

    @Test
    void initiatesOnlyToOneHost() {
        // Given
        put("many", ANYBODY).statusCode(201);
        // Then
        problem(Client.operator().post("/api/v1/connections/many/initiate").then(), 409, "not-initiable");
        problem(Client.operator().post("/api/v1/connections/nobody/initiate").then(), 404, "not-found");
        problem(Client.operator().post("/api/v1/connections/nobody/terminate").then(), 404, "not-found");
    }

    @Test
    void rekeysOnlyWhatIsEstablished() {
        // Given
        put("idle", CONNECTION).statusCode(201);
        // Then
        problem(Client.operator().post("/api/v1/connections/idle/rekey").then(), 409, "not-established");
        problem(Client.operator().post("/api/v1/connections/nobody/rekey").then(), 404, "not-found");
        problem(
                        Client.operator()
                                .post("/api/v1/connections/idle/rekey?scope=all")
                                .then(),
                        400,
                        "invalid-field")
                .body("field", equalTo("scope"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/connections, viewer, 200",
        "GET, /api/v1/connections, operator, 200",
        "GET, /api/v1/connections, auditor, 403",
        "GET, /api/v1/connections, '', 401",
        "GET, /api/v1/connections/x, '', 401",
        "PUT, /api/v1/connections/x, viewer, 403",
        "PUT, /api/v1/connections/x, '', 401",
        "DELETE, /api/v1/connections/x, viewer, 403",
        "DELETE, /api/v1/connections/x, '', 401",
        "POST, /api/v1/connections/x/initiate, viewer, 403",
        "POST, /api/v1/connections/x/initiate, '', 401",
        "POST, /api/v1/connections/x/terminate, viewer, 403",
        "POST, /api/v1/connections/x/terminate, '', 401",
        "POST, /api/v1/connections/x/rekey, viewer, 403",
        "POST, /api/v1/connections/x/rekey, '', 401",
        "GET, /api/v1/ike-sas, viewer, 200",
        "GET, /api/v1/ike-sas, auditor, 403",
        "GET, /api/v1/ike-sas, '', 401",
        "GET, /api/v1/ike-sas/east/0011223344556677, '', 401",
        "GET, /api/v1/ike-sas/east/0011223344556677, viewer, 404",
        "GET, /api/v1/ike-sas/east/zz, viewer, 404"
    })
    void letsEveryRoleDoItsOwn(Method method, String path, String role, int status) {
        var request = role.isEmpty() ? Client.nobody() : Client.with(Client.token(Set.of(role)));
        if (method == Method.PUT) {
            request.contentType(ContentType.JSON).body(CONNECTION);
        }
        ValidatableResponse answer = request.request(method, path).then().statusCode(status);
        if (status >= 400) {
            answer.contentType(Problem.MEDIA_TYPE).body("status", equalTo(status));
        }
    }

    @Test
    void takesNoTokenOfAnotherIssuerNorAnExpiredOne(@TempDir Path directory) {
        // Given
        TokenIssuer foreignKey = TokenIssuer.create(directory, NegotiatorStack.ISSUER);
        TokenIssuer foreignName = Client.issuer("https://somebody.else.example");
        TokenIssuer own = Client.issuer(NegotiatorStack.ISSUER);
        Set<String> operator = Set.of("operator");
        // Then
        for (String token : new String[] {
            foreignKey.issue("x", operator, Duration.ofMinutes(5)),
            foreignName.issue("x", operator, Duration.ofMinutes(5)),
            own.issue("x", operator, Duration.ofMinutes(-5)),
            "not.a.token"
        }) {
            problem(Client.with(token).get("/api/v1/connections").then(), 401, "unauthorized");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "gateway"         | "gatway"                     | gatway
            "east"            | "EAST!"                      | gateway
            "192.0.2.1"       | "192.0.2.300"                | local.address
            "192.0.2.1"       | 17                           | local.address
            "192.0.2.2"       | "192.0.2.2", null            | peer.addresses[1]
            "192.0.2.2"       | "2001:db8::1"                | peer.addresses
            "west.example"    | "*.*.example"                | peer.identity
            "10.1.0.0/16"     | "10.1.0.1/16"                | children[0].local.addresses
            {"addresses": "10.2.0.0/16"} | {}                   | children[0].remote.addresses
            "name": "net"     | "name": "a b"                | children[0].name
            "name": "net"     | "name": "net", "lifetimeSeconds": 1 | children[0].lifetimeSeconds
            "name": "net"     | "name": "net", "lifetimeSeconds": "60" | children[0].lifetimeSeconds
            "name": "net"     | "name": "net", "lifetimeSeconds": 99999999999 | children[0].lifetimeSeconds
            "name": "net"     | "name": "net", "proposals": ["rot13"] | children[0].proposals[0]
            "name": "net"     | "name": "net", "mark": {"value": 1, "mask": 1, "x": 0} | children[0].mark.x
            "gateway":        | "start": "ALWAYS", "gateway": | start
            "gateway":        | "policy": "OLD", "gateway":  | policy
            "gateway":        | "name": "other", "gateway":  | name
            "gateway":        | "v": 1, "gateway":           | v
            """)
    void namesTheFieldThatIsWrong(String what, String by, String field) {
        problem(put("bad", CONNECTION.replace(what, by)), 400, "invalid-field")
                .body("field", equalTo(field))
                .body("detail", not(containsString("java")));
        Client.viewer().get("/api/v1/connections/bad").then().statusCode(404);
    }

    @Test
    void letsOldAlgorithmsInOnlyUnderThePolicyForThem() {
        // Given
        String weak =
                CONNECTION.replace("\"children\"", "\"ike\": {\"proposals\": [\"3des-md5-modp1024\"]}, \"children\"");
        problem(put("old", weak), 400, "invalid-field")
                .body("field", equalTo("ike.proposals[0]"))
                .body("detail", containsString("policy: LEGACY"));
        // When
        put("old", weak.replace("\"gateway\"", "\"policy\": \"LEGACY\", \"gateway\""))
                .statusCode(201)
                // Then
                .body("policy", equalTo("LEGACY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "42", "{\"gateway\":", "{} {}", "{\"start\":\"NONE\",\"start\":\"NONE\"}"})
    void takesNothingButOneObject(String body) {
        put("bad", body).statusCode(400).contentType(Problem.MEDIA_TYPE).body("status", equalTo(400));
    }

    @Test
    void takesNoNameThatIsNone() {
        problem(put("a%20b", CONNECTION), 400, "invalid-field").body("field", equalTo("name"));
        problem(put("a".repeat(64), CONNECTION), 400, "invalid-field").body("field", equalTo("name"));
    }

    @Test
    void boundsWhatItReads() {
        // Given
        String nested = "{\"children\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}";
        String large = "{\"gateway\":\"" + "x".repeat(100_000) + "\"}";
        // Then
        put("bad", nested).statusCode(400);
        put("bad", large).statusCode(413);
        Client.operator()
                .contentType(ContentType.TEXT)
                .body(CONNECTION)
                .put("/api/v1/connections/bad")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void describesItself() {
        Client.nobody()
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItem("/api/v1/connections/{name}/initiate"))
                .body("components.schemas.Connection.properties.gateway.type", equalTo("string"));
    }

    @Test
    void tellsHowItIs() {
        Client.nobody()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'negotiator' }.data.streams", equalTo("RUNNING"))
                .body("checks.find { it.name == 'negotiator' }.data.vault", equalTo("reachable"));
        String metrics = Client.nobody()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(metrics).contains("ikebus_negotiator_sessions").contains("ikebus_negotiator_step_seconds");
    }

    private static ValidatableResponse put(String name, String body) {
        return Client.operator()
                .urlEncodingEnabled(false)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/connections/" + name)
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:ikebus:problem:" + code))
                .body("title", matchesPattern(".+"))
                .body("status", equalTo(status))
                .body("detail", matchesPattern(".+"));
    }
}
