package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An ISAKMP SA gives way to another one, and its child SAs never notice. */
final class PhaseOneRenewalTest {
    private static final Duration A_WHILE = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);

    private static TwoParties living(int ikeSeconds, int childSeconds) {
        TwoParties parties = new TwoParties(
                connection("west").lifetimes(ikeSeconds, childSeconds).build(),
                connection("east").lifetimes(ikeSeconds, childSeconds).build(),
                1,
                Conditions.perfect());
        parties.west.watchesLifetimes = true;
        parties.east.watchesLifetimes = true;
        parties.west.initiate(parties.now, "to-east", 1);
        parties.run(A_WHILE);
        assertThat(parties.agreeOn(2)).isTrue();
        return parties;
    }

    private static SessionStatus only(Gateway gateway) {
        assertThat(gateway.statuses).hasSize(1);
        return gateway.statuses.values().iterator().next();
    }

    private static void order(TwoParties parties, Gateway gateway, SessionKey session, IkeCommand.Rekey.Scope scope) {
        gateway.take(
                parties.now, session, new Input.CommandReceived(new IkeCommand.Rekey(1, session, scope, parties.now)));
    }

    @Test
    void theNewIsakmpSaAdoptsTheChildrenAndTheOldOneEndsAlone() {
        // Given an ISAKMP SA of one hour with a child of eight
        TwoParties parties = living(3600, 28800);
        SessionStatus before = only(parties.west);
        Flow flow = parties.live();
        // When the hour is over
        parties.run(HOUR);
        // Then another ISAKMP SA has the same child at both ends, and nothing was lost
        for (Gateway end : List.of(parties.west, parties.east)) {
            SessionStatus after = only(end);
            assertThat(after.session().initiatorCookie())
                    .isNotEqualTo(before.session().initiatorCookie());
            assertThat(after.children()).hasSize(1);
        }
        assertThat(only(parties.west).children().getFirst().inboundSpi())
                .isEqualTo(before.children().getFirst().inboundSpi());
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(flow.lost()).isEmpty();
    }

    @Test
    void theEndThatInitiatedRenewsFirst() {
        // Given
        TwoParties parties = living(3600, 28800);
        // When
        parties.run(HOUR);
        // Then
        assertThat(parties.west.noted("isakmp-renewal")).isTrue();
        assertThat(parties.east.noted("isakmp-renewal")).isFalse();
        assertThat(only(parties.west).role()).isEqualTo(SessionStatus.Role.INITIATOR);
    }

    @Test
    void theResponderRenewsIfTheInitiatorDoesNot() {
        // Given an initiator that forgets how
        TwoParties parties = living(3600, 28800);
        Flow flow = parties.live();
        parties.west.neverRenews = true;
        // When
        parties.run(HOUR);
        // Then
        assertThat(parties.east.noted("isakmp-renewal")).isTrue();
        assertThat(only(parties.east).role()).isEqualTo(SessionStatus.Role.INITIATOR);
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(flow.lost()).isEmpty();
    }

    @Test
    void aRenewalThatFailsIsTriedAgain() {
        // Given a peer whose vault is away for a while
        TwoParties parties = living(3600, 28800);
        Flow flow = parties.live();
        parties.east.vaultAway = true;
        parties.run(Duration.ofMinutes(51));
        assertThat(parties.west.noted("isakmp-renewal")).isTrue();
        // When it is back
        parties.east.vaultAway = false;
        parties.run(Duration.ofMinutes(20));
        // Then
        assertThat(only(parties.west).children()).hasSize(1);
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(flow.lost()).isEmpty();
    }

    @Test
    void whatTheAgentSaysOfAnAdoptedSaReachesTheSessionThatHasItNow() {
        // Given children that outlive the session which made them
        TwoParties parties = living(3600, 5400);
        SessionStatus before = only(parties.west);
        Flow flow = parties.live();
        // When both have been renewed
        parties.run(HOUR.multipliedBy(4));
        // Then
        assertThat(parties.west.noted("adopted")).isTrue();
        assertThat(parties.west.noted("renewal")).isTrue();
        assertThat(only(parties.west).children().getFirst().inboundSpi())
                .isNotEqualTo(before.children().getFirst().inboundSpi());
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(flow.lost()).isEmpty();
    }

    @Test
    void nothingIsLeftOfAPredecessorWhenNothingCanComeForItAnyMore() {
        // Given
        TwoParties parties = living(3600, 5400);
        // When
        parties.run(HOUR.multipliedBy(50));
        // Then: the session, and at most two that pass on what is said of its child SAs
        assertThat(parties.west.store).hasSizeLessThanOrEqualTo(4);
        assertThat(parties.east.store).hasSizeLessThanOrEqualTo(4);
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void anOrderRenewsAtOnce() {
        // Given
        TwoParties parties = living(86400, 28800);
        Flow flow = parties.live();
        SessionKey old = only(parties.west).session();
        // When
        order(parties, parties.west, old, IkeCommand.Rekey.Scope.ISAKMP_SA);
        parties.run(A_WHILE);
        // Then
        assertThat(only(parties.west).session()).isNotEqualTo(old);
        assertThat(only(parties.east).children()).hasSize(1);
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(flow.lost()).isEmpty();
    }

    @Test
    void aDeleteUnderTheNewIsakmpSaEndsAnAdoptedChild() {
        // Given
        TwoParties parties = living(86400, 28800);
        order(parties, parties.west, only(parties.west).session(), IkeCommand.Rekey.Scope.ISAKMP_SA);
        parties.run(A_WHILE);
        // When the kernel of one end loses it
        parties.west.outcome(
                new SessionKey(parties.west.id, new Cookie(1)),
                parties.west.kernel.keySet().iterator().next(),
                SaOutcome.Kind.LOST,
                "lost");
        parties.run(A_WHILE);
        // Then
        assertThat(only(parties.east).children()).isEmpty();
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void anIsakmpSaThatEndsBeforeItsHeirHasComeTakesItsChildrenWithIt() {
        // Given a renewal that has been ordered
        TwoParties parties = living(86400, 28800);
        SessionKey old = only(parties.west).session();
        order(parties, parties.west, old, IkeCommand.Rekey.Scope.ISAKMP_SA);
        // When an operator ends it before the new one is established
        parties.west.take(
                parties.now, old, new Input.CommandReceived(new IkeCommand.Terminate(1, old, "operator", parties.now)));
        parties.run(A_WHILE);
        // Then the new one begins with child SAs of its own
        assertThat(only(parties.west).session()).isNotEqualTo(old);
        assertThat(only(parties.west).children()).hasSize(1);
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void aPeerBehindATranslatorIsReachedOverItsOwnWay() {
        // Given a responder that knows no address of its peer
        Connection west = connection("west").lifetimes(3600, 28800).build();
        Connection east =
                connection("east").peers("0.0.0.0/0").lifetimes(3600, 28800).build();
        TwoParties parties = new TwoParties(west, east, 1, Conditions.perfect());
        parties.translator = Translator.at("198.51.100.7", 40_000);
        parties.west.initiate(parties.now, "to-east", 1);
        parties.run(A_WHILE);
        SessionKey old = only(parties.east).session();
        // When
        order(parties, parties.east, old, IkeCommand.Rekey.Scope.ISAKMP_SA);
        parties.run(A_WHILE);
        // Then
        assertThat(only(parties.east).session()).isNotEqualTo(old);
        assertThat(only(parties.east).role()).isEqualTo(SessionStatus.Role.INITIATOR);
        assertThat(only(parties.west).children()).hasSize(1);
    }
}
