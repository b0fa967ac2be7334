package io.ikebus.testkit.net;

import static io.ikebus.testkit.net.Party.INITIATOR;
import static io.ikebus.testkit.net.Party.RESPONDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossyNetworkTest {

    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);
    private static final int MESSAGES = 1_000;

    @Test
    void perfectConditionsDeliverAllInOrderToTheOtherParty() {
        // Given
        LossyNetwork<String> network = network(1, Conditions.perfect());
        // When
        network.send(START, INITIATOR, "SA");
        network.send(START, RESPONDER, "SA");
        // Then
        assertThat(network.nextArrival()).contains(START.plusMillis(1));
        assertThat(network.arrived(START)).isEmpty();
        assertThat(network.arrived(START.plusMillis(1)))
                .containsExactly(
                        new Delivery<>(START.plusMillis(1), 1, RESPONDER, "SA"),
                        new Delivery<>(START.plusMillis(1), 2, INITIATOR, "SA"));
        assertThat(network.nextArrival()).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameFates() {
        Conditions bad = Conditions.perfect()
                .dropping(0.2)
                .duplicating(0.2)
                .reordering(0.2)
                .corrupting(0.2)
                .delaying(Duration.ofMillis(1), Duration.ofMillis(80));
        assertThat(flood(network(7, bad))).isEqualTo(flood(network(7, bad))).isNotEqualTo(flood(network(8, bad)));
    }

    @Test
    void dropsAndDuplicatesAboutAsOftenAsTold() {
        assertThat(flood(network(1, Conditions.perfect().dropping(0.3)))).hasSizeBetween(650, 750);
        assertThat(flood(network(1, Conditions.perfect().duplicating(0.3)))).hasSizeBetween(1_250, 1_350);
    }

    @Test
    void reorderingLetsLaterMessagesOvertake() {
        List<Delivery<String>> arrived = flood(network(1, Conditions.perfect().reordering(0.1)));
        assertThat(arrived).hasSize(MESSAGES);
        assertThat(arrived.stream().map(Delivery::number).toList())
                .isNotEqualTo(IntStream.rangeClosed(1, MESSAGES).boxed().toList());
    }

    @Test
    void corruptsByTheGivenFunctionAndTellsWhatHappened() {
        // Given
        LossyNetwork<String> network = network(5, Conditions.perfect().corrupting(1));
        // When
        network.send(START, INITIATOR, "KE");
        // Then
        assertThat(network.arrived(LATER)).extracting(Delivery::message).containsExactly("KE?");
        assertThat(network).asString().contains("seed 5").contains("1 INITIATOR corrupted 1ms");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesWhatIsNoChance(double chance) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conditions.perfect().dropping(chance))
                .withMessageContaining("drop");
    }

    private static LossyNetwork<String> network(long seed, Conditions conditions) {
        return new LossyNetwork<>(seed, conditions, (message, random) -> message + "?");
    }

    private static List<Delivery<String>> flood(LossyNetwork<String> network) {
        for (int i = 0; i < MESSAGES; i++) {
            network.send(START.plusMillis(i), INITIATOR, "message " + i);
        }
        return network.arrived(LATER);
    }
}
