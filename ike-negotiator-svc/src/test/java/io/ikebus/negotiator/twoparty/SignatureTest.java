package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Main Mode with signatures (RFC 2409 5.1, RFC 4754) between two of our own engines. */
class SignatureTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private static TwoParties with(AuthenticationMethod west, AuthenticationMethod east) {
        return new TwoParties(
                connection("west").authentication(west).build(),
                connection("east").authentication(east).build(),
                1,
                Conditions.perfect());
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(AuthenticationMethod.RSA_SIGNATURE, TestKeys.RSA),
                Arguments.of(AuthenticationMethod.ECDSA_256, TestKeys.P256),
                Arguments.of(AuthenticationMethod.ECDSA_384, TestKeys.P384),
                Arguments.of(AuthenticationMethod.ECDSA_521, TestKeys.P521));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void eachMethodLeadsToATunnel(AuthenticationMethod method, TestKeys keys) {
        // Given
        TwoParties parties = with(method, method);
        parties.west.keys = keys;
        parties.east.keys = keys;
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.diary).anyMatch(entry -> entry.text().contains("SIG"));
    }

    @Test
    void aPeerWhoseCertificateIsNotTrustedGetsNoAnswerAndTheDiarySaysWhy() {
        // Given
        TwoParties parties = with(AuthenticationMethod.RSA_SIGNATURE, AuthenticationMethod.RSA_SIGNATURE);
        parties.west.keys = TestKeys.ANOTHER_RSA;
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.diary).anyMatch(entry -> entry.text().contains("certificate-untrusted"));
    }

    @Test
    void aVaultThatIsAwayCostsOneRetransmission() {
        // Given
        TwoParties parties = with(AuthenticationMethod.RSA_SIGNATURE, AuthenticationMethod.RSA_SIGNATURE);
        parties.east.vaultAway = true;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        assertThat(parties.east.noted("vault-unreachable")).isTrue();
        // When
        parties.east.vaultAway = false;
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void aPeerWithAnotherMethodIsToldThatNothingWasChosen() {
        // Given
        TwoParties parties = with(AuthenticationMethod.RSA_SIGNATURE, AuthenticationMethod.PRE_SHARED_KEY);
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.diary)
                .anyMatch(entry ->
                        entry.text().contains("authentication") && entry.label().equals("no-proposal-chosen"));
    }
}
