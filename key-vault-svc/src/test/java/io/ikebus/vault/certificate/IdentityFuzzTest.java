package io.ikebus.vault.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.Fuzzing;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerKey;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who a peer says it is, compared with a certificate. An input is
 *
 * <pre>
 * | type of the ID payload (1) | its data |
 * </pre>
 */
class IdentityFuzzTest {
    private static final int INPUTS = 100_000;
    private static final Corpus CORPUS = new Corpus("identities");
    private static final X509Certificate CERTIFICATE = PeerAuthority.root("CN=root", PeerKey.P256)
            .issue(PeerAuthority.Wish.of(
                    "CN=west,O=Example", PeerKey.P256, "dns:west.example", "email:west@example.com", "ip:192.0.2.1"))
            .certificate();

    private final Fuzzing fuzzing = new Fuzzing(
            CORPUS,
            input -> input.length > 0
                    && ClaimedIdentity.of(input[0] & 0xff, Octets.wrap(input).from(1))
                            .isOf(CERTIFICATE));

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> fuzzing.take(entry.octets()));
    }

    @Test
    void noIdentityDoesHarm() {
        Fuzzing.Outcome outcome = fuzzing.run(INPUTS);

        assertThat(outcome.accepted()).as("the certificate's own names").isPositive();
    }
}
