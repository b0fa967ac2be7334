package io.ikebus.vault.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.Fuzzing;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.certificate.KeyQuality;
import java.security.PublicKey;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody puts as a private key. An input is PKCS #8 in DER. */
class PrivateKeyFuzzTest {
    private static final int INPUTS = 3_000;
    private static final Corpus CORPUS = new Corpus("private-keys");

    private final Fuzzing fuzzing = new Fuzzing(CORPUS, PrivateKeyFuzzTest::take);

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    /** Whether it is a key; nothing may be thrown. */
    static boolean take(byte[] input) {
        Secret pkcs8 = Secret.copyOf(input);
        try {
            Optional<PublicKey> found = PrivateKeys.publicKey(pkcs8);
            found.flatMap(KeyQuality::fault)
                    .ifPresent(rule -> assertThat(rule).hasSizeLessThan(400).matches("[\\x20-\\x7e]*"));
            found.ifPresent(own -> KeyKind.of(own)
                    .ifPresent(kind ->
                            assertThat(PrivateKeys.isPair(kind, pkcs8, own)).isTrue()));
            return found.isPresent();
        } finally {
            pkcs8.destroy();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> fuzzing.take(entry.octets()));
    }

    @Test
    void noMutationOfAPrivateKeyDoesHarm() {
        Fuzzing.Outcome outcome = fuzzing.run(INPUTS);

        assertThat(outcome.accepted()).as("mutations that are keys").isPositive();
    }
}
