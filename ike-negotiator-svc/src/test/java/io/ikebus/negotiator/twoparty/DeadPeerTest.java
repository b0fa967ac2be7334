package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.connection.Connection.WhenDead;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 3706 between two of our own engines. */
class DeadPeerTest {
    private static final long COOKIE = 0x1122334455667788L;

    private static TwoParties asking(WhenDead action) {
        TwoParties parties = new TwoParties(
                connection("west").dpd(10, 35, action).build(),
                connection("east").build(),
                1,
                Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(5));
        return parties;
    }

    @Test
    void aPeerThatAnswersLives() {
        // Given
        TwoParties parties = asking(WhenDead.CLEAR);
        // When
        parties.run(Duration.ofMinutes(5));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.diary)
                .filteredOn(entry ->
                        entry.kind() == DiaryEntry.Kind.SENT && entry.text().contains("R-U-THERE"))
                .hasSizeBetween(25, 31);
        assertThat(parties.east.diary)
                .filteredOn(entry ->
                        entry.kind() == DiaryEntry.Kind.SENT && entry.text().contains("R-U-THERE-ACK"))
                .hasSizeBetween(25, 31);
    }

    @Test
    void aPeerThatIsSilentForTooLongIsDeadAndItsSasGo() {
        // Given
        TwoParties parties = asking(WhenDead.CLEAR);
        // When
        parties.east.store.clear();
        parties.run(Duration.ofSeconds(45));
        // Then
        assertThat(parties.west.noted("peer-dead")).isTrue();
        assertThat(parties.west.kernel).isEmpty();
        assertThat(parties.west.store).isEmpty();
    }

    @Test
    void aPeerThatComesBackIsMetAnew() {
        // Given
        TwoParties parties = asking(WhenDead.RESTART);
        // When
        parties.east.store.clear();
        parties.east.kernel.clear();
        parties.run(Duration.ofSeconds(60));
        // Then
        assertThat(parties.west.noted("peer-dead")).isTrue();
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void ofADeadPeerOnlyThePoliciesAreLeftWhereNothingMayGoInClear() {
        // Given
        TwoParties parties = asking(WhenDead.HOLD);
        Set<SaId> sas = Set.copyOf(parties.west.kernel.keySet());
        // When
        parties.east.store.clear();
        parties.run(Duration.ofMinutes(60));
        // Then
        assertThat(parties.west.noted("peer-dead")).isTrue();
        assertThat(parties.west.kernel).isEmpty();
        assertThat(parties.west.closed).isEqualTo(sas).hasSize(2);
        assertThat(parties.west.statuses.values()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo("closed");
            assertThat(status.failure()).isEqualTo("peer-dead");
            assertThat(status.children()).singleElement().returns("closed", SessionStatus.Child::state);
        });
    }

    @Test
    void policiesOfADeadPeerGoOnceItsTunnelIsBack() {
        // Given
        TwoParties parties = asking(WhenDead.HOLD);
        parties.east.store.clear();
        parties.east.kernel.clear();
        parties.run(Duration.ofSeconds(60));
        assertThat(parties.west.closed).hasSize(2);
        // When
        parties.east.initiate(parties.now, "to-west", COOKIE + 1);
        parties.run(Duration.ofSeconds(10));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.closed).isEmpty();
        assertThat(parties.west.statuses.values()).singleElement().returns("established", SessionStatus::state);
    }

    @Test
    void anOperatorEndsWhatIsKeptClosed() {
        // Given
        TwoParties parties = asking(WhenDead.HOLD);
        parties.east.store.clear();
        parties.run(Duration.ofSeconds(60));
        SessionKey closed = parties.west.statuses.keySet().iterator().next();
        // When
        parties.west.terminate(parties.now, closed);
        // Then
        assertThat(parties.west.closed).isEmpty();
        assertThat(parties.west.store).isEmpty();
        assertThat(parties.west.statuses).isEmpty();
    }

    @Test
    void whatAnAgentSaysOfPoliciesThatAreKeptChangesNothing() {
        // Given
        TwoParties parties = asking(WhenDead.HOLD);
        SaId sa = parties.west.kernel.keySet().iterator().next();
        parties.east.store.clear();
        parties.run(Duration.ofSeconds(60));
        // When
        parties.west.report(parties.now, sa, SaOutcome.Kind.LOST);
        // Then
        assertThat(parties.west.closed).hasSize(2);
    }
}
