package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.engine.Output;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.PolicyDescription.PolicyDirection;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Traffic selectors that are ranges of addresses, and what the kernels are told of them. */
class RangesTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final String WEST_RANGE = "10.1.0.10-10.1.0.20";
    private static final String EAST_RANGE = "10.2.0.1-10.2.0.2";

    private static TwoParties parties(TwoParties.Draft west, TwoParties.Draft east) {
        TwoParties parties = new TwoParties(west.build(), east.build(), 1, Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        return parties;
    }

    private static Stream<PolicyDescription> policies(Gateway gateway, PolicyDirection direction) {
        return gateway.orders.values().stream()
                .map(Output.InstallSa::policies)
                .flatMap(List::stream)
                .filter(policy -> policy.direction() == direction);
    }

    private static SessionStatus.Child child(Gateway gateway) {
        return gateway.statuses.values().iterator().next().children().getFirst();
    }

    @Test
    void aPolicyIsMadeForEachPairOfPrefixesAndForNothingBesides() {
        // When
        TwoParties parties = parties(
                connection("west").between(WEST_RANGE, EAST_RANGE),
                connection("east").between(EAST_RANGE, WEST_RANGE));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(child(parties.west).localSelector()).isEqualTo(WEST_RANGE);
        assertThat(child(parties.west).remoteSelector()).isEqualTo(EAST_RANGE);
        assertThat(policies(parties.west, PolicyDirection.OUT)
                        .map(policy -> policy.source() + " " + policy.destination()))
                .containsExactlyInAnyOrder(
                        "10.1.0.10/31 10.2.0.1/32",
                        "10.1.0.10/31 10.2.0.2/32",
                        "10.1.0.12/30 10.2.0.1/32",
                        "10.1.0.12/30 10.2.0.2/32",
                        "10.1.0.16/30 10.2.0.1/32",
                        "10.1.0.16/30 10.2.0.2/32",
                        "10.1.0.20/32 10.2.0.1/32",
                        "10.1.0.20/32 10.2.0.2/32");
        for (PolicyDirection direction : List.of(PolicyDirection.IN, PolicyDirection.FORWARD)) {
            assertThat(policies(parties.east, direction).map(policy -> policy.source() + " " + policy.destination()))
                    .containsExactlyInAnyOrderElementsOf(policies(parties.west, PolicyDirection.OUT)
                            .map(policy -> policy.source() + " " + policy.destination())
                            .toList());
        }
    }

    @Test
    void whatIsMoreSpecificComesFirst() {
        // When
        TwoParties parties = parties(
                connection("west").between(WEST_RANGE, EAST_RANGE),
                connection("east").between(EAST_RANGE, WEST_RANGE));
        // Then
        assertThat(policies(parties.west, PolicyDirection.OUT)).allSatisfy(policy -> {
            int bits = policy.source().length() + policy.destination().length();
            assertThat(policy.priority()).isEqualTo(300_000 - 512 * bits);
        });
    }

    @Test
    void aRangeInsideWhatAChildNarrowsIsTaken() {
        // When
        TwoParties parties = parties(
                connection("west").between(WEST_RANGE, "10.2.0.0/16"),
                connection("east").narrowing("10.1.0.0/24"));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(child(parties.east).remoteSelector()).isEqualTo(WEST_RANGE);
    }

    @Test
    void aRangeThatReachesOutIsRefused() {
        // When
        TwoParties parties = parties(
                connection("west").between("10.1.0.250-10.1.1.5", "10.2.0.0/16"),
                connection("east").narrowing("10.1.0.0/24"));
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("selector-mismatch")).isTrue();
    }

    @Test
    void rangesOfTooManyPrefixesAreRefused() {
        // Given: 14 prefixes at either end
        String west = "10.1.0.1-10.1.0.254";
        String east = "10.2.0.1-10.2.0.254";
        // When
        TwoParties parties = parties(
                connection("west").between(west, east), connection("east").between(east, west));
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.diary).anyMatch(entry -> entry.text().contains("196 pairs of prefixes"));
    }
}
