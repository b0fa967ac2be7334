package io.ikebus.vault.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.vault.service.VaultClient.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class SkeyidApiTest {
    private static final String NI = "0001020304050607";
    private static final String NR = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

    private final VaultClient admin = VaultClient.person("vault-admin");
    private final VaultClient negotiator = VaultClient.service("negotiator");

    private static String question(String connection, String hash, String initiatorNonce, String responderNonce) {
        return """
                {"gateway":"east","connection":"%s","peerAddress":"192.0.2.2","localIdentity":"east.example",\
                "hash":"%s","initiatorNonce":"%s","responderNonce":"%s"}""".formatted(connection, hash, initiatorNonce, responderNonce);
    }

    @BeforeEach
    void register() {
        Answer put = admin.put("/api/v1/credentials/skeyid-west", """
                {"type":"psk","secret":"correct horse battery staple","connections":["to-west"]}""");
        assertThat(put.status()).as(put.body()).isIn(200, 201);
    }

    // The nonces' octets into: openssl dgst -sha1 -hmac 'correct horse battery staple'
    @ParameterizedTest
    @CsvSource({
        "MD5, 2663188b48cb173e374598557d1998cf",
        "SHA1, ce65f5acaf6c5a97b5d1c5483cbfaf0b6cb61132",
        "SHA2_256, 6383a97d3be8367dce0a41c4f1f6f3dee1ee7da341d8b8a60c4148eb33a533cd",
        "SHA2_384, ead4b306de888232fd51191d5409435e7c6af8fe2c4d94bc5ed671e0640c80271bbd5ad570607eabe0706ab27dd4e063",
        "SHA2_512, 0a0f3f2a6578825f5c78d15a982a7ca58ed08b34469bfae5b1a31e931a4381699610fabe1ce17d041c24b05e4f73f3f6b7aaae690980f7a611f95df85d53c138",
    })
    void skeyidIsWhatOpensslSays(String hash, String skeyid) {
        Answer answer = negotiator.post("/api/v1/skeyid", question("to-west", hash, NI, NR));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("skeyid").asText()).isEqualTo(skeyid);
        assertThat(answer.json().path("credential").asText()).isEqualTo("skeyid-west");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aPeerWithoutACredentialIsAProblemOfItsOwn() {
        Answer answer = negotiator.post("/api/v1/skeyid", question("to-nowhere", "SHA1", NI, NR));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("no-credential");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void speaksHttp2() {
        Answer answer = negotiator.post("/api/v1/skeyid", question("to-west", "SHA1", NI, NR));

        assertThat(answer.http().version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    static Stream<Arguments> malformed() {
        String good = question("to-west", "SHA1", NI, NR);
        return Stream.of(
                Arguments.of("gateway missing", good.replace("\"gateway\":\"east\",", ""), "gateway"),
                Arguments.of("gateway in capitals", good.replace("\"east\"", "\"EAST\""), "gateway"),
                Arguments.of("gateway null", good.replace("\"east\"", "null"), "gateway"),
                Arguments.of("gateway a list", good.replace("\"east\"", "[\"east\"]"), "gateway"),
                Arguments.of("connection with a blank", good.replace("to-west", "to west"), "connection"),
                Arguments.of("connection too long", good.replace("to-west", "x".repeat(64)), "connection"),
                Arguments.of("peer address a name", good.replace("192.0.2.2", "west.example"), "peerAddress"),
                Arguments.of("peer address a prefix", good.replace("192.0.2.2", "192.0.2.0/24"), "peerAddress"),
                Arguments.of("local identity a pattern", good.replace("east.example", "*.example"), "localIdentity"),
                Arguments.of("local identity empty", good.replace("east.example", ""), "localIdentity"),
                Arguments.of("hash unknown", good.replace("SHA1", "MD4"), "hash"),
                Arguments.of("hash a number", good.replace("\"SHA1\"", "0"), "hash"),
                Arguments.of("hash missing", good.replace("\"hash\":\"SHA1\",", ""), "hash"),
                Arguments.of("initiator nonce short", good.replace(NI, "00010203040506"), "initiatorNonce"),
                Arguments.of("initiator nonce odd", good.replace(NI, NI + "0"), "initiatorNonce"),
                Arguments.of("initiator nonce no hex", good.replace(NI, "000102030405060g"), "initiatorNonce"),
                Arguments.of("responder nonce long", good.replace(NR, "00".repeat(257)), "responderNonce"),
                Arguments.of("field unknown", good.replace("\"hash\"", "\"psk\":\"x\",\"hash\""), "psk"),
                Arguments.of("not an object", "[]", ""),
                Arguments.of("not JSON", "{\"gateway\":", ""),
                Arguments.of("two objects", good + good, ""),
                Arguments.of("a field twice", good.replace("{", "{\"gateway\":\"west\","), ""),
                Arguments.of("nothing", "null", ""),
                Arguments.of("deep", "[".repeat(2000), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesMalformedQuestionsNamingTheField(String what, String body, String field) {
        Answer answer = negotiator.post("/api/v1/skeyid", body);

        assertThat(answer.status()).as(what + answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).as(what + answer.body()).startsWith("application/problem+json");
        assertThat(answer.field()).as(answer.body()).isEqualTo(field);
        assertThat(answer.json().path("detail").asText()).isNotBlank().doesNotContain("io.ikebus", "jackson");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertThat(negotiator.announce("/api/v1/skeyid", 2_200_000)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void refusesOtherMediaTypesAndMethods() {
        Answer text = negotiator.send("POST", "/api/v1/skeyid", "gateway=east", Map.of("Content-Type", "text/plain"));
        assertThat(text.status()).isEqualTo(415);
        assertThat(text.problem()).isEqualTo("unsupported-media-type");

        Answer get = negotiator.get("/api/v1/skeyid");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.problem()).isEqualTo("method-not-allowed");

        Answer elsewhere = negotiator.get("/api/v1/no-such-thing");
        assertThat(elsewhere.status()).isEqualTo(404);
        assertThat(elsewhere.problem()).isEqualTo("not-found");
    }
}
