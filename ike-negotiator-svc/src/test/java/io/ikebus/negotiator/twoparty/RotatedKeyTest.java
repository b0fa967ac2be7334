package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.DiaryEntry.Kind;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends change their pre-shared key, one after the other, and tunnels come up all the time. */
class RotatedKeyTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration BEFORE_ANY_RETRANSMISSION = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(30);
    private static final Conditions BAD =
            new Conditions(0.2, 0.2, 0.15, 0, Duration.ofMillis(1), Duration.ofMillis(80));
    private static final String OLD = "the old pre-shared key";
    private static final String NEW = "the new pre-shared key";

    private static void rotated(Gateway gateway) {
        gateway.presharedKey = NEW;
        gateway.formerKeys.add(OLD);
    }

    private static void run(TwoParties parties, Duration time) {
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(time);
    }

    @Test
    void aResponderTakesAPeerThatStillHasTheFormerKey() {
        // Given
        TwoParties parties = TwoParties.perfect();
        parties.west.presharedKey = OLD;
        rotated(parties.east);
        // When
        run(parties, BEFORE_ANY_RETRANSMISSION);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.noted("former-key")).isTrue();
        assertThat(parties.east.events).contains("io.ikebus.ike.former-key-used");
        assertThat(parties.east.noted("message-5-unreadable")).isFalse();
    }

    @Test
    void anInitiatorTriesTheFormerKeyAsSoonAsThePeerComplains() {
        // Given
        TwoParties parties = TwoParties.perfect();
        rotated(parties.west);
        parties.east.presharedKey = OLD;
        // When
        run(parties, BEFORE_ANY_RETRANSMISSION);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.noted("former-key")).isTrue();
        assertThat(parties.west.events).contains("io.ikebus.ike.former-key-used");
        assertThat(parties.west.labels(Kind.SENT)).containsExactly("MM1", "MM3", "MM5", "MM5", "QM1", "QM3");
    }

    @Test
    void whereBothHaveTheNewKeyTheFormerOneIsNotUsed() {
        // Given
        TwoParties parties = TwoParties.perfect();
        rotated(parties.west);
        rotated(parties.east);
        // When
        run(parties, BEFORE_ANY_RETRANSMISSION);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.noted("former-key")).isFalse();
        assertThat(parties.east.noted("former-key")).isFalse();
        assertThat(parties.west.labels(Kind.SENT)).containsExactly("MM1", "MM3", "MM5", "QM1", "QM3");
    }

    @Test
    void ofSeveralFormerKeysTheRightOneIsFound() {
        // Given
        TwoParties parties = TwoParties.perfect();
        rotated(parties.east);
        parties.east.formerKeys.addFirst("a key between");
        parties.west.presharedKey = OLD;
        // When
        run(parties, BEFORE_ANY_RETRANSMISSION);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void aKeyThatNeverWasOursComesToNothing() {
        // Given
        TwoParties parties = TwoParties.perfect();
        rotated(parties.west);
        rotated(parties.east);
        parties.west.presharedKey = "quite another";
        parties.west.formerKeys.set(0, "and another");
        // When
        run(parties, A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("message-5-unreadable")).isTrue();
        assertThat(parties.west.statuses.values())
                .singleElement()
                .satisfies(status -> assertThat(status.state()).isEqualTo("failed"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void lossAndDisorderOnlyTakeTime(long seed) {
        // Given
        TwoParties parties =
                new TwoParties(connection("west").build(), connection("east").build(), seed, BAD);
        rotated(seed % 2 == 0 ? parties.west : parties.east);
        (seed % 2 == 0 ? parties.east : parties.west).presharedKey = OLD;
        // When
        run(parties, Duration.ofMinutes(2));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void anAggressiveInitiatorTakesAResponderThatStillHasTheFormerKey() {
        // Given
        TwoParties parties = aggressive();
        rotated(parties.west);
        parties.east.presharedKey = OLD;
        // When
        run(parties, BEFORE_ANY_RETRANSMISSION);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.noted("former-key")).isTrue();
    }

    @Test
    void anAggressiveResponderProvesItselfFirstAndHasOnlyTheNewKeyForThat() {
        // Given
        TwoParties parties = aggressive();
        parties.west.presharedKey = OLD;
        rotated(parties.east);
        // When
        run(parties, A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.noted("wrong-hash")).isTrue();
    }

    private static TwoParties aggressive() {
        return new TwoParties(
                connection("west").aggressive().build(),
                connection("east").aggressive().build(),
                1,
                Conditions.perfect());
    }
}
