package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Child SAs are replaced before they end, and no packet gets lost over it. */
final class RenewalTest {
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final Duration A_MINUTE_AND_MORE = Duration.ofSeconds(70);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(125);
    private static final SessionKey WEST =
            new SessionKey(connection("west").build().gateway(), new Cookie(1));

    private static TwoParties open(int childSeconds) {
        TwoParties parties = new TwoParties(
                connection("west").lifetimes(86400, childSeconds).build(),
                connection("east").lifetimes(86400, childSeconds).build(),
                1,
                Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", 1);
        parties.run(A_WHILE);
        assertThat(parties.agreeOn(2)).isTrue();
        return parties;
    }

    private static void softLimit(TwoParties parties, Gateway gateway) {
        gateway.report(parties.now, newest(gateway), SaOutcome.Kind.SOFT_EXPIRED);
    }

    private static SaId newest(Gateway gateway) {
        return gateway.kernel.keySet().stream().reduce((_, later) -> later).orElseThrow();
    }

    private static List<SessionStatus.Child> children(Gateway gateway) {
        return gateway.statuses.values().iterator().next().children();
    }

    @Test
    void aDayOfRenewalsLosesNoPacket() {
        // Given child SAs of ten minutes
        TwoParties parties = new TwoParties(
                connection("west").lifetimes(5400, 600).build(),
                connection("east").lifetimes(5400, 600).build(),
                1,
                Conditions.perfect());
        parties.west.watchesLifetimes = true;
        parties.east.watchesLifetimes = true;
        parties.west.initiate(parties.now, "to-east", 1);
        parties.run(A_WHILE);
        Flow flow = parties.live();
        // When
        parties.run(Duration.ofDays(1));
        // Then
        assertThat(flow.lost()).isEmpty();
        assertThat(parties.west.diary)
                .filteredOn(entry -> entry.label().equals("renewal"))
                .hasSizeGreaterThan(150);
        assertThat(parties.west.kernel).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void theOldPairGoesWhenThePeerHasCertainlyGotTheNewOne() {
        // Given
        TwoParties parties = open(3600);
        Flow flow = parties.live();
        // When
        softLimit(parties, parties.west);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(4)).isTrue();
        // And when
        parties.run(LONGEST_GRACE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(flow.lost()).isEmpty();
    }

    @Test
    void aRenewalIsUsedOnlyWhenThePeerHasHadTimeToTakeMessage3() {
        // Given
        TwoParties parties = open(3600);
        SaId before = newest(parties.west);
        // When message 3 has just left
        softLimit(parties, parties.west);
        parties.run(Duration.ofSeconds(1));
        // Then east holds four SAs, and west still sends through the old pair
        assertThat(parties.east.kernel).hasSize(4);
        assertThat(parties.west.kernel).hasSize(3);
        assertThat(before.destination()).isEqualTo(TwoParties.EAST.address());
        // And when
        parties.run(A_WHILE);
        // Then
        assertThat(parties.west.kernel).hasSize(4);
    }

    @Test
    void theResponderDropsWhatWasReplacedEvenIfTheDeleteNeverComes() {
        // Given
        TwoParties parties = open(3600);
        softLimit(parties, parties.west);
        parties.run(A_WHILE);
        // When the initiator says nothing
        SaId old = parties.west.kernel.keySet().iterator().next();
        parties.dropping = sent -> sent.headers().remote().equals(TwoParties.EAST);
        parties.run(LONGEST_GRACE);
        parties.dropping = _ -> false;
        // Then
        assertThat(parties.east.kernel).hasSize(2);
        assertThat(parties.west.kernel).hasSize(2).doesNotContainKey(old);
    }

    @Test
    void aRenewalThatThePeerRefusesIsTriedAgainBeforeTheHardLimit() {
        // Given a peer whose agent is out of order
        TwoParties parties = open(3600);
        Flow flow = parties.live();
        parties.east.agent = Gateway.Agent.REFUSES;
        softLimit(parties, parties.west);
        parties.run(A_WHILE);
        assertThat(parties.agreeOn(2)).isTrue();
        // When it works again
        parties.east.agent = Gateway.Agent.OBEYS;
        parties.run(A_MINUTE_AND_MORE);
        // Then
        assertThat(parties.agreeOn(4)).isTrue();
        assertThat(flow.lost()).isEmpty();
    }

    @Test
    void aRenewalThatOurAgentRefusesIsTriedAgain() {
        // Given
        TwoParties parties = open(3600);
        parties.west.agent = Gateway.Agent.REFUSES;
        softLimit(parties, parties.west);
        parties.run(Duration.ofSeconds(5));
        // When
        parties.west.agent = Gateway.Agent.OBEYS;
        parties.run(A_MINUTE_AND_MORE);
        // Then
        assertThat(parties.agreeOn(4)).isTrue();
    }

    @Test
    void aPairThatReachesItsHardLimitIsNegotiatedAnew() {
        // Given
        TwoParties parties = open(3600);
        // When both kernels have dropped it
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            List.copyOf(gateway.kernel.keySet())
                    .forEach(sa -> gateway.report(parties.now, sa, SaOutcome.Kind.HARD_EXPIRED));
            gateway.kernel.clear();
        }
        parties.run(LONGEST_GRACE.multipliedBy(2));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void renewalsOfBothEndsAtOnceEndWithOnePairAndLoseNothing() {
        for (int i = 0; i < 20; i++) {
            // Given
            TwoParties parties = open(3600);
            Flow flow = parties.live();
            // When
            softLimit(parties, parties.west);
            softLimit(parties, parties.east);
            parties.run(Duration.ofSeconds(30));
            // Then
            assertThat(parties.west.noted("renewals-crossed")).isTrue();
            assertThat(parties.east.noted("renewals-crossed")).isTrue();
            // And when
            parties.run(LONGEST_GRACE);
            // Then
            assertThat(parties.agreeOn(2)).isTrue();
            assertThat(children(parties.west)).hasSize(1);
            assertThat(children(parties.east)).hasSize(1);
            assertThat(flow.lost()).isEmpty();
        }
    }

    @Test
    void theEndThatHearsOfARenewalBeginsNone() {
        // Given
        TwoParties parties = open(3600);
        parties.east.agent = Gateway.Agent.SILENT;
        softLimit(parties, parties.west);
        parties.run(Duration.ofSeconds(1));
        // When the other end's limit is reached too
        parties.east.report(parties.now, parties.east.kernel.keySet().iterator().next(), SaOutcome.Kind.SOFT_EXPIRED);
        parties.run(Duration.ofMillis(500));
        // Then
        assertThat(parties.east.noted("renewal")).isFalse();
    }

    @Test
    void aDeleteOfThePairThatStaysLeavesTheOneThatWasToGo() {
        // Given a renewal whose old pair is still there
        TwoParties parties = open(3600);
        softLimit(parties, parties.west);
        parties.run(A_WHILE);
        Session session = parties.west.session(WEST).orElseThrow();
        long kept = session.children().stream()
                .filter(child -> child.removeAt() != null)
                .findFirst()
                .orElseThrow()
                .inboundSpi();
        // When east's kernel loses the new one
        parties.east.lose(parties.now, newest(parties.east));
        parties.run(LONGEST_GRACE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.session(WEST).orElseThrow().children())
                .singleElement()
                .satisfies(child -> {
                    assertThat(child.inboundSpi()).isEqualTo(kept);
                    assertThat(child.removeAt()).isNull();
                });
    }

    @Test
    void aSessionWithoutChildrenRenewsNone() {
        // Given
        TwoParties parties = open(3600);
        // When
        parties.west.lose(parties.now, newest(parties.west));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.noted("renewal")).isFalse();
    }
}
