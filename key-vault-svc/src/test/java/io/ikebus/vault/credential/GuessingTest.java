package io.ikebus.vault.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessingTest {

    private static boolean isEasy(String text) {
        return Guessing.isEasy(Secret.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "secret",
                "cisco123",
                "Passw0rd!2024",
                "12345678901234567890123456789012",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "0482 9175 3306",
            })
    void cve_2018_5389_aKeyThatCanBeFoundByTryingIsEasy(String text) {
        assertThat(isEasy(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n0kQ3vX9bT7sLw2YdR5j", "6f1d0c94b2e7a8355dd0c1f2b39e", "Zu\u00fcrich-7bQ:wx!0Kd"})
    void aKeyMadeAtRandomIsNot(String text) {
        assertThat(isEasy(text)).isFalse();
    }

    @Test
    void sixteenRandomOctetsAreNot() {
        byte[] octets = new byte[16];
        new Random(1).nextBytes(octets);

        assertThat(Guessing.isEasy(Secret.wrap(octets))).isFalse();
    }
}
