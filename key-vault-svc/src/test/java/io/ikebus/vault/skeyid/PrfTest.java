package io.ikebus.vault.skeyid;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrfTest {
    private static final String LONG_KEY = "aa".repeat(131);

    private static String prf(Prf prf, String key, String first, String second) {
        return prf.compute(
                        Secret.wrap(Octets.fromHex(key).toByteArray()), Octets.fromHex(first), Octets.fromHex(second))
                .with(bytes -> Octets.copyOf(bytes).hex());
    }

    // RFC 2202 3 and RFC 4231 4.3, test case 2: key "Jefe".
    @ParameterizedTest
    @CsvSource({
        "MD5, 750c783e6ab0b503eaa86e310a5db738",
        "SHA1, effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "SHA2_256, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "SHA2_384, af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
        "SHA2_512, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    })
    void isHmacOverBothPartsInTurn(Prf prf, String expected) {
        Octets text = Octets.copyOf("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII));

        assertThat(prf(prf, "4a656665", text.slice(0, 11).hex(), text.from(11).hex()))
                .isEqualTo(expected);
        assertThat(prf(prf, "4a656665", "", text.hex())).isEqualTo(expected);
    }

    // RFC 4231 4.7, test case 6: a key longer than the block.
    @ParameterizedTest
    @CsvSource({
        "SHA2_256, 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        "SHA2_512, 80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
    })
    void hashesAKeyLongerThanTheBlock(Prf prf, String expected) {
        Octets text = Octets.copyOf(
                "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(StandardCharsets.US_ASCII));

        assertThat(prf(prf, LONG_KEY, text.hex(), "")).isEqualTo(expected);
    }
}
