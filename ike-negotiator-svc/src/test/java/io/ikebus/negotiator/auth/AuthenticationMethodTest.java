package io.ikebus.negotiator.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationMethodTest {

    @ParameterizedTest
    @CsvSource({
        "1, psk, NONE",
        "3, rsa-signature, NONE",
        "5, rsa-revised-encryption, NONE",
        "11, ecdsa521, NONE",
        "64221, hybrid-initiator-rsa-signature, HYBRID_INITIATOR",
        "64222, hybrid-responder-rsa-signature, HYBRID_RESPONDER",
        "65001, xauth-initiator-psk, INITIATOR",
        "65010, xauth-responder-rsa-revised-encryption, RESPONDER",
    })
    void aNumberSaysTheMethodAndWhatComesAfterIt(int id, String name, ExtendedAuthentication extended) {
        assertThat(AuthenticationMethod.isKnown(id)).isTrue();
        assertThat(AuthenticationMethod.nameOf(id)).isEqualTo(name);
        assertThat(AuthenticationMethod.extendedAuthentication(id)).isEqualTo(extended);
        assertThat(AuthenticationMethod.authentication(id, HashAlgorithm.SHA2_256))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"0, method0", "2, dss", "6, method6", "64223, hybrid-initiator-dss", "65003, xauth-initiator-dss"})
    void whatIsNotTakenHasANameAllTheSame(int id, String name) {
        assertThat(AuthenticationMethod.isKnown(id)).isFalse();
        assertThat(AuthenticationMethod.nameOf(id)).isEqualTo(name);
        assertThatThrownBy(() -> AuthenticationMethod.authentication(id, HashAlgorithm.SHA2_256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("authentication method " + id + " is not supported");
    }

    @Test
    void noTwoMethodsHaveTheSameNumber() {
        // When
        List<Integer> numbers = Arrays.stream(AuthenticationMethod.values())
                .flatMap(
                        method -> Arrays.stream(ExtendedAuthentication.values()).map(method::id))
                .flatMap(Optional::stream)
                .toList();
        // Then
        assertThat(numbers).doesNotHaveDuplicates().hasSize(17);
    }

    @ParameterizedTest
    @ValueSource(ints = {64_221, 64_222})
    void withAHybridMethodOneEndSignsAndTheOtherHasAHashOnly(int id) {
        assertThat(AuthenticationMethod.authentication(id, HashAlgorithm.SHA2_256))
                .isInstanceOf(Hybrid.class);
    }

    @Test
    void onlyEncryptionNeedsItsAlgorithmsBeforeTheyAreAgreedOn() {
        assertThat(Stream.of(AuthenticationMethod.values()).filter(AuthenticationMethod::needsAlgorithmsFirst))
                .containsExactly(AuthenticationMethod.RSA_ENCRYPTION, AuthenticationMethod.RSA_ENCRYPTION_REVISED);
    }

    @Test
    void onlyAPreSharedKeyCanBeGuessedFromAggressiveMode() {
        assertThat(Stream.of(AuthenticationMethod.values())
                        .filter(method -> AuthenticationMethod.authentication(method.id(), HashAlgorithm.SHA2_256)
                                .weaknessInAggressiveMode()
                                .isPresent()))
                .containsExactly(AuthenticationMethod.PRE_SHARED_KEY);
    }
}
