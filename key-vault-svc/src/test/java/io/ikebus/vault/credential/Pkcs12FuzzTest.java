package io.ikebus.vault.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.Fuzzing;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.problem.ProblemException;
import java.math.BigInteger;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody puts as a PKCS #12 file. An input is the file, whose password is {@code fuzz}. Most seeds have no MAC, or
 * hardly a mutation would get past it.
 */
class Pkcs12FuzzTest {
    private static final int INPUTS = 3_000;
    private static final Corpus CORPUS = new Corpus("pkcs12");
    /** More is taken too, and takes its time: that is what it says, and not what this looks for. */
    private static final BigInteger QUICK = BigInteger.valueOf(5_000);

    private final Fuzzing fuzzing = new Fuzzing(CORPUS, Pkcs12FuzzTest::take);

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    /** A problem is a refusal; nothing else may be thrown. */
    private static boolean take(byte[] input) {
        Secret file = Secret.copyOf(input);
        try {
            return isSlow(input) || open(file);
        } catch (ProblemException refused) {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().detail()).hasSizeLessThan(400).matches("[\\x20-\\x7e]*");
            return false;
        } finally {
            file.destroy();
        }
    }

    private static boolean isSlow(byte[] input) {
        try {
            BigInteger iterations = Pkcs12Costs.of(input).iterations();
            return iterations.compareTo(QUICK) > 0
                    && iterations.compareTo(BigInteger.valueOf(Pkcs12.MOST_ITERATIONS)) <= 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean open(Secret file) {
        try (KeyMaterial material = Pkcs12.open(file, "fuzz".toCharArray(), null)) {
            Objects.requireNonNull(material.secret()).with(PrivateKeyFuzzTest::take);
            for (Octets certificate : material.certificates()) {
                CertificateForms.certificate(certificate);
            }
            return true;
        } catch (CertificateFault fault) {
            assertThat(fault.sentence()).hasSizeLessThan(400).matches("[\\x20-\\x7e]*");
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> fuzzing.take(entry.octets()));
    }

    @Test
    void noMutationOfAFileDoesHarm() {
        Fuzzing.Outcome outcome = fuzzing.run(INPUTS);

        assertThat(outcome.accepted()).as("mutations that can be opened").isGreaterThan(outcome.taken() / 100);
    }
}
