package io.ikebus.vault.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityPatternTest {

    @ParameterizedTest
    @CsvSource({
        "west.example, west.example, true",
        "West.Example, wEST.eXAMPLE, true",
        "west.example, west.example.org, false",
        "*.example, west.example, true",
        "*.example, a.b.example, true",
        "*.example, example, false",
        "*.example, .example, false",
        "*.example, westexample, false",
        "*@example.com, anna@example.com, true",
        "*@example.com, anna@mail.example.com, false",
        "*, anything at all, true",
        "192.0.2.2, 192.0.2.2, true",
        "192.0.2.2, 192.0.2.22, false",
    })
    void fitsWholeNamesAndEndsOfNames(String pattern, String identity, boolean fits) {
        assertThat(new IdentityPattern(pattern).fits(new Identity(identity))).isEqualTo(fits);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                " ",
                "west.*",
                "*west.example",
                "**",
                "*.",
                "*@",
                "*.*.example",
                " west",
                "west\n",
                "a\u0000b"
            })
    void refusesOtherStarsAndUnprintableText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdentityPattern(text));
    }

    @Test
    void refusesTextThatIsTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdentityPattern("x".repeat(256)));
    }

    @Test
    void anIdentityIsNoPattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Identity("*.example"));
    }
}
