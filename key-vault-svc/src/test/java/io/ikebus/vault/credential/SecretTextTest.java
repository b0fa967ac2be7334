package io.ikebus.vault.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.protocol.octets.Octets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

    @ParameterizedTest
    @CsvSource({
        "TEXT, AAAA, 41414141",
        "TEXT, Grüße, 4772c3bcc39f65",
        "TEXT, 00ff, 30306666",
        "HEX, 00ffAB, 00ffab",
        "BASE64, AP+r, 00ffab",
        "BASE64, AP8=, 00ff",
    })
    void decodes(SecretEncoding encoding, String text, String hex) {
        Octets decoded =
                SecretText.wrap(text.toCharArray()).decode(encoding, 512).with(Octets::copyOf);

        assertThat(decoded.hex()).isEqualTo(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nAP+r\nAP8=\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\r\nAP+rAP8=\r\n-----END PRIVATE KEY-----",
                "AP+rAP8=",
            })
    void decodesPem(String pem) {
        Octets decoded = SecretText.wrap(pem.toCharArray())
                .decode(SecretEncoding.PEM, 512)
                .with(Octets::copyOf);

        assertThat(decoded.hex()).isEqualTo("00ffab00ff");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("empty", SecretEncoding.TEXT, ""),
                Arguments.of("empty hex", SecretEncoding.HEX, ""),
                Arguments.of("a line's end", SecretEncoding.TEXT, "q7w9x2\n"),
                Arguments.of("half a surrogate", SecretEncoding.TEXT, "q7w9x2\ud83d"),
                Arguments.of("too long", SecretEncoding.TEXT, "q7w9x2".repeat(100)),
                Arguments.of("odd hex", SecretEncoding.HEX, "abc"),
                Arguments.of("no hex", SecretEncoding.HEX, "q7w9x2"),
                Arguments.of("hex with 0x", SecretEncoding.HEX, "0xabcd"),
                Arguments.of("no base64", SecretEncoding.BASE64, "q7w9x2!"),
                Arguments.of("base64 beyond ASCII", SecretEncoding.BASE64, "q7w9x2š="));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesWithoutShowingTheSecret(String what, SecretEncoding encoding, String text) {
        SecretText secret = SecretText.wrap(text.toCharArray());

        assertThatThrownBy(() -> secret.decode(encoding, 512))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("a secret")
                .doesNotContain("q7w9");
    }

    @Test
    void wipesTheTextOnceItIsDecoded() {
        char[] text = "q7w9x2".toCharArray();

        SecretText.wrap(text).decode(SecretEncoding.TEXT, 512);

        assertThat(text).containsOnly('\0');
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "true", "[\"q\"]", "{\"q\":1}", "4.5"})
    void takesNothingButAString(String json) {
        assertThatThrownBy(() -> new ObjectMapper().readValue(json, SecretText.class))
                .isInstanceOf(com.fasterxml.jackson.databind.exc.MismatchedInputException.class);
    }

    @Test
    void printsStars() {
        assertThat(SecretText.wrap("q7w9x2".toCharArray())).hasToString("***");
    }
}
