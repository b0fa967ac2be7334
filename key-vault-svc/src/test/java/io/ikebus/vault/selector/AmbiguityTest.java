package io.ikebus.vault.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two credentials that are not called ambiguous never fit a question equally well; tried over a small world. */
class AmbiguityTest {

    private static final List<GatewayId> GATEWAYS =
            Stream.of("east", "north").map(GatewayId::new).toList();
    private static final List<ConnectionName> CONNECTIONS =
            Stream.of("a", "b").map(ConnectionName::new).toList();
    private static final List<AddressRange> RANGES = Stream.of(
                    "192.0.2.1", "192.0.2.2", "192.0.2.0/30", "192.0.2.1-192.0.2.2", "192.0.2.2-192.0.2.3", "0.0.0.0/0")
            .map(AddressRange::parse)
            .toList();
    private static final List<Identity> LOCALS =
            Stream.of("l", "m").map(Identity::new).toList();
    private static final List<IdentityPattern> PATTERNS =
            Stream.of("x.w", "y.w", "*.w", "*").map(IdentityPattern::new).toList();
    static final List<Question> QUESTIONS = questions();

    private static List<Question> questions() {
        List<Question> all = new ArrayList<>();
        for (GatewayId gateway : GATEWAYS) {
            for (ConnectionName connection : CONNECTIONS) {
                for (String address : List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "198.51.100.1")) {
                    for (String local : List.of("", "l", "m")) {
                        for (String peer : List.of("", "x.w", "y.w", "z.w", "v")) {
                            all.add(new Question(
                                    gateway, connection, IpAddress.parse(address), identity(local), identity(peer)));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Optional<Identity> identity(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new Identity(text));
    }

    private static <T> List<T> some(List<T> all, Random random) {
        int bits = random.nextInt(4) > 0 ? 0 : random.nextInt(1 << all.size());
        List<T> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if ((bits >> i & 1) == 1) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    static Selectors selectors(Random random) {
        Selectors made;
        do {
            made = new Selectors(
                    some(GATEWAYS, random),
                    some(CONNECTIONS, random),
                    some(RANGES, random),
                    some(LOCALS, random),
                    some(PATTERNS, random));
        } while (!made.nameAPeer());
        return made;
    }

    private static boolean everEqual(Selectors one, Selectors other) {
        return QUESTIONS.stream()
                .anyMatch(question -> Rank.of(one, question)
                        .filter(rank -> Rank.of(other, question)
                                .filter(second -> rank.compareTo(second) == 0)
                                .isPresent())
                        .isPresent());
    }

    @Test
    void whatIsNotCalledAmbiguousNeverTies() {
        Random random = new Random(20260201);
        int ambiguous = 0;
        for (int i = 0; i < 20_000; i++) {
            Selectors one = selectors(random);
            Selectors other = selectors(random);
            boolean called = one.ambiguousWith(other);
            ambiguous += called ? 1 : 0;

            assertThat(other.ambiguousWith(one)).isEqualTo(called);
            if (!called) {
                assertThat(everEqual(one, other)).as("%s and %s", one, other).isFalse();
            }
        }
        assertThat(ambiguous).isBetween(100, 19_000);
    }

    @Test
    void theIndexFindsWhatTryingAllFinds() {
        Random random = new Random(7);
        record Named(String name, Selectors selectors) implements SelectorIndex.Selectable {}
        for (int round = 0; round < 200; round++) {
            List<Named> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Selectors next = selectors(random);
                if (new SelectorIndex<>(all).ambiguousWith("", next).isEmpty()) {
                    all.add(new Named(Integer.toString(i), next));
                }
            }
            SelectorIndex<Named> index = new SelectorIndex<>(all);
            for (Question question : QUESTIONS) {
                Optional<Named> tried = all.stream()
                        .filter(one -> Rank.of(one.selectors(), question).isPresent())
                        .reduce((best, one) -> Rank.of(one.selectors(), question)
                                                .orElseThrow()
                                                .compareTo(Rank.of(best.selectors(), question)
                                                        .orElseThrow())
                                        > 0
                                ? one
                                : best);

                assertThat(index.best(question)).isEqualTo(tried);
            }
        }
    }
}
