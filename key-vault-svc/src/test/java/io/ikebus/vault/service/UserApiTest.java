package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Users of XAUTH: who may be verified, whose password is handed out, and whose never. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class UserApiTest {
    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String about(String user, String more) {
        return """
                {"gateway":"east","connection":"road","peerAddress":"192.0.2.9","user":"%s"%s}""".formatted(user, more);
    }

    private Answer verify(String user, String password) {
        return negotiator.post("/api/v1/xauth/verifications", about(user, ",\"password\":\"" + hex(password) + "\""));
    }

    private Answer password(String user) {
        return negotiator.post("/api/v1/xauth/passwords", about(user, ""));
    }

    private void put(String name, String user, String side, String secret) {
        Answer answer = admin.put("/api/v1/credentials/" + name, """
                {"type":"xauth-user","user":"%s","side":"%s","secret":"%s","connections":["road"]}""".formatted(user, side, secret));
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    @BeforeEach
    void register() {
        put("road-ann", "ann", "server", "ann's password");
        put("road-we", "gateway-7", "client", "our password");
    }

    @Test
    void theRightPasswordIsVerifiedByTheCredentialsName() {
        Answer answer = verify("ann", "ann's password");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("credential").asText()).isEqualTo("road-ann");
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        Answer wrong = verify("ann", "ann's passwort");
        Answer unknown = verify("nobody-of-this-name", "ann's password");

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.problem()).isEqualTo("wrong-password");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(verify("ann", "ann's password").status()).isEqualTo(200);
    }

    @Test
    void whoIsWrongTooOftenHasToWaitAlsoWithTheRightPassword() {
        put("road-eve", "eve", "server", "apple");
        for (int i = 0; i < 5; i++) {
            assertThat(verify("eve", "pear").problem()).isEqualTo("wrong-password");
        }

        Answer answer = verify("eve", "apple");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.problem()).isEqualTo("too-many-attempts");
    }

    @Test
    void onlyAClientsPasswordIsHandedOut() {
        Answer ours = password("gateway-7");

        assertThat(ours.json().path("password").asText()).isEqualTo(hex("our password"));
        assertThat(ours.json().path("credential").asText()).isEqualTo("road-we");
        assertThat(ours.header("Cache-Control")).isEqualTo("no-store");
        assertThat(password("ann").status()).isEqualTo(404);
        assertThat(verify("gateway-7", "our password").status()).isEqualTo(422);
    }

    @Test
    void aUserOfAnotherConnectionIsNone() {
        Answer answer = negotiator.post(
                "/api/v1/xauth/verifications",
                about("ann", ",\"password\":\"" + hex("ann's password") + "\"").replace("road", "rail"));

        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void twoPasswordsOfOneUserThatNobodyCouldTellApartAreRefused() {
        Answer answer = admin.put("/api/v1/credentials/road-ann-2", """
                {"type":"xauth-user","user":"ann","side":"server","secret":"x","connections":["road"]}""");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("ambiguous-selectors");
    }

    @Test
    void aCredentialShowsUserAndSideAndNoPassword() {
        Answer answer = admin.get("/api/v1/credentials/road-ann");

        assertThat(answer.json().path("user").asText()).isEqualTo("ann");
        assertThat(answer.json().path("side").asText()).isEqualTo("server");
        assertThat(answer.body()).doesNotContain("ann's password").doesNotContain(hex("ann's password"));
    }

    static Stream<Arguments> malformed() {
        String good = about("ann", ",\"password\":\"616e6e\"");
        return Stream.of(
                Arguments.of("user missing", good.replace("\"user\":\"ann\",", ""), "user"),
                Arguments.of("user empty", good.replace("\"ann\"", "\"\""), "user"),
                Arguments.of("user with a line's end", good.replace("\"ann\"", "\"a\\n\""), "user"),
                Arguments.of("user too long", good.replace("\"ann\"", "\"" + "a".repeat(256) + "\""), "user"),
                Arguments.of("password missing", about("ann", ""), "password"),
                Arguments.of("password no hex", good.replace("616e6e", "61zz6e"), "password"),
                Arguments.of("password odd", good.replace("616e6e", "616e6"), "password"),
                Arguments.of("password empty", good.replace("616e6e", ""), "password"),
                Arguments.of("password long", good.replace("616e6e", "61".repeat(513)), "password"),
                Arguments.of("password a number", good.replace("\"616e6e\"", "616"), "password"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesMalformedQuestionsNamingTheField(String what, String body, String field) {
        Answer answer = negotiator.post("/api/v1/xauth/verifications", body);

        assertThat(answer.status()).as(what + answer.body()).isEqualTo(400);
        assertThat(answer.field()).as(answer.body()).isEqualTo(field);
        assertThat(answer.body()).doesNotContain("61zz6e").doesNotContain("jackson");
    }

    @Test
    void refusesAUserWithoutASideAndAKeyWithAUser() {
        Answer noSide = admin.put("/api/v1/credentials/bad", """
                {"type":"xauth-user","user":"ann","secret":"x","connections":["other"]}""");
        Answer aKey = admin.put("/api/v1/credentials/bad", """
                {"type":"psk","user":"ann","secret":"x","connections":["other"]}""");

        assertThat(noSide.field()).isEqualTo("side");
        assertThat(aKey.field()).isEqualTo("user");
    }
}
