package io.ikebus.vault.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerBoundsTest {
    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** A SEQUENCE in a SEQUENCE, and so on. */
    static String nested(int levels) {
        String inside = "";
        for (int i = 0; i < levels; i++) {
            int length = inside.length() / 2;
            inside = (length < 0x80 ? "30%02x" : "3082%04x").formatted(length) + inside;
        }
        return inside;
    }

    @ParameterizedTest
    @ValueSource(strings = {"3000", "020101", "3006020101040100", "1f8101020000", "30818002017f" + "0500"})
    void eachElementHasToFit(String hex) {
        boolean fits = !hex.startsWith("308180");

        assertThat(DerBounds.broken(octets(hex), 100).isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, ''",
        "half a header, 30",
        "more than there is, 3005020101",
        "a child longer than its parent, 3003020201",
        "two elements, 30003000",
        "a length of five octets, 3085000000000100",
        "a length of four gigabytes, 3084ffffffff",
        "a length without end, 30800000",
    })
    void refusesLengthsThatDoNotFit(String what, String hex) {
        assertThat(DerBounds.broken(octets(hex), 100))
                .as(what)
                .contains("is not one element of DER with lengths that fit");
    }

    @Test
    void refusesWhatIsDeepOrLong() {
        assertThat(DerBounds.broken(octets(nested(DerBounds.DEEPEST)), 1_000)).isEmpty();
        assertThat(DerBounds.broken(octets(nested(DerBounds.DEEPEST + 1)), 1_000))
                .contains("nests deeper than 32 levels");
        assertThat(DerBounds.broken(octets(nested(10_000)), 100_000)).contains("nests deeper than 32 levels");
        assertThat(DerBounds.broken(new byte[101], 100)).contains("is longer than 100 octets");
    }

    @Test
    void lengthsInPkcs7MayBeIndefinite() {
        assertThat(DerBounds.brokenBer(octets("30803080020101" + "0000" + "0000"), 100))
                .isEmpty();
        assertThat(DerBounds.brokenBer(octets("3080020101" + "0000" + "00"), 100))
                .isPresent();
        assertThat(DerBounds.brokenBer(octets("3080020101"), 100)).isPresent();
        assertThat(DerBounds.brokenBer(octets("3080".repeat(33)), 100)).contains("nests deeper than 32 levels");
    }
}
