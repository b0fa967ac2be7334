package io.ikebus.negotiator.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ikebus.protocol.isakmp.Payload.Identification;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.fuzz.Corpus;
import io.ikebus.testkit.fuzz.Fuzzing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Identities and traffic selectors that a peer names. An input is
 *
 * <pre>
 * | type (1) | data |
 * </pre>
 */
class IdentityFuzzTest {
    private static final int INPUTS = 100_000;
    private static final int LONGEST_TEXT = Identity.MOST_OCTETS + 16;
    private static final List<String> PATTERNS = List.of(
            "west.example",
            "west@example.com",
            "192.0.2.1",
            "2001:db8::1",
            "CN=west,O=Example",
            "keyid:branch 7",
            "*.example",
            "*@example.com");
    private static final Corpus CORPUS = new Corpus("identities");

    private final Fuzzing fuzzing = new Fuzzing(
            CORPUS,
            input ->
                    input.length > 0 && take(input[0] & 0xff, Octets.wrap(input).from(1)));

    static Stream<Corpus.Entry> corpus() {
        return CORPUS.all();
    }

    private static boolean take(int type, Octets data) {
        Identification id = Identification.of(type, 0, 0, data);
        String text = Identity.toText(id);
        assertThat(text).isNotEmpty().hasSizeLessThanOrEqualTo(LONGEST_TEXT).matches("[\\x20-\\x7e]*");
        if (Identity.isIdentity(text)) {
            assertThat(Identity.matches(text, id)).as("%s leads back", text).isEqualTo(!data.isBlank());
        }
        boolean selects = Selectors.read(id) instanceof Selectors.Reading.Read;
        return PATTERNS.stream()
                                .filter(pattern -> Identity.matches(pattern, id))
                                .count()
                        > 0
                || selects;
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyFileOfTheCorpusIsTakenWithoutHarm(Corpus.Entry entry) {
        assertThatNoException().isThrownBy(() -> fuzzing.take(entry.octets()));
    }

    @Test
    void noIdentityDoesHarm() {
        Fuzzing.Outcome outcome = fuzzing.run(INPUTS);

        assertThat(outcome.accepted()).as("identities that somebody has").isGreaterThan(outcome.taken() / 50);
    }
}
