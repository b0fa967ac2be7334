package io.ikebus.vault.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Question ASKED = new Question(
            new GatewayId("east"),
            new ConnectionName("to-west"),
            IpAddress.parse("192.0.2.2"),
            Optional.empty(),
            Optional.of(new Identity("west.example")));

    private record Named(String name, Selectors selectors) implements SelectorIndex.Selectable {}

    private static Named named(String name, List<GatewayId> gateways, List<String> connections, List<String> ranges) {
        return new Named(
                name,
                new Selectors(
                        gateways,
                        connections.stream().map(ConnectionName::new).toList(),
                        ranges.stream().map(AddressRange::parse).toList(),
                        null,
                        null));
    }

    @Test
    void saysWhyTheBestWinsAndWhatTheOthersLack() {
        // Given
        SelectorIndex<Named> index = new SelectorIndex<>(List.of(
                named("network", List.of(), List.of(), List.of("192.0.2.0/24")),
                named("host", List.of(), List.of(), List.of("192.0.2.2")),
                named("named", List.of(), List.of("to-west"), List.of()),
                named("elsewhere", List.of(), List.of("to-north"), List.of("192.0.2.2")),
                named("another-gateway", List.of(new GatewayId("north")), List.of("to-west"), List.of())));
        // When
        Explanation<Named> explanation = index.explain(ASKED);
        // Then
        assertThat(explanation.fitting())
                .extracting(
                        standing -> standing.one().name(),
                        standing -> standing.decidedBy().orElseThrow())
                .containsExactly(
                        tuple("named", Criterion.CONNECTION),
                        tuple("host", Criterion.CONNECTION),
                        tuple("network", Criterion.CONNECTION));
        assertThat(explanation.missing())
                .extracting(miss -> miss.one().name(), Explanation.Miss::kind)
                .containsExactly(
                        tuple("another-gateway", SelectorKind.GATEWAYS), tuple("elsewhere", SelectorKind.CONNECTIONS));
        assertThat(SelectorKind.CONNECTIONS.asked(ASKED)).contains("to-west");
        assertThat(SelectorKind.LOCAL_IDENTITIES.asked(ASKED)).isEmpty();
        assertThat(SelectorKind.CONNECTIONS.given(
                        explanation.missing().getLast().one().selectors()))
                .containsExactly("to-north");
    }

    @Test
    void theOnlyOneWinsWithoutAReason() {
        SelectorIndex<Named> index =
                new SelectorIndex<>(List.of(named("host", List.of(), List.of(), List.of("192.0.2.2"))));

        assertThat(index.explain(ASKED).fitting())
                .singleElement()
                .satisfies(standing -> assertThat(standing.decidedBy()).isEmpty());
    }

    /** Whatever is there and whatever is asked: the first of the explanation is the one that answers. */
    @Test
    void neverDisagreesWithTheChoice() {
        Random random = new Random(20260607);
        for (int round = 0; round < 300; round++) {
            // Given
            List<Named> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(new Named(Integer.toString(i), AmbiguityTest.selectors(random)));
            }
            SelectorIndex<Named> index = new SelectorIndex<>(all);
            for (Question question : AmbiguityTest.QUESTIONS) {
                // When
                Explanation<Named> explanation = index.explain(question);
                // Then
                assertThat(explanation.fitting().stream().findFirst().map(Explanation.Standing::one))
                        .isEqualTo(index.best(question));
                assertThat(explanation.fitting().size() + explanation.missing().size())
                        .isEqualTo(all.size());
                requireReasons(explanation, question);
            }
        }
    }

    private static void requireReasons(Explanation<Named> explanation, Question question) {
        explanation.missing().forEach(miss -> {
            assertThat(miss.kind().given(miss.one().selectors())).isNotEmpty();
            assertThat(Rank.of(miss.one().selectors(), question)).isEmpty();
        });
        explanation.fitting().stream().skip(1).forEach(loser -> {
            Rank best = Rank.of(explanation.fitting().getFirst().one().selectors(), question)
                    .orElseThrow();
            Rank its = Rank.of(loser.one().selectors(), question).orElseThrow();
            assertThat(loser.decidedBy().map(criterion -> criterion.order().compare(best, its) > 0))
                    .isEqualTo(best.equals(its) ? Optional.empty() : Optional.of(true));
        });
    }
}
