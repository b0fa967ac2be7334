package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.auth.AuthenticationMethod;
import io.ikebus.negotiator.exchange.ClearThird;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.protocol.bus.DiaryEntry.Kind;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 2409 5.1 and 5.4, Aggressive Mode, between two of our own engines. */
class AggressiveModeTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private static TwoParties with(AuthenticationMethod method) {
        return new TwoParties(
                connection("west").aggressive().authentication(method).build(),
                connection("east").aggressive().authentication(method).build(),
                1,
                Conditions.perfect());
    }

    private static TwoParties withPresharedKey() {
        return with(AuthenticationMethod.PRE_SHARED_KEY);
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of(AuthenticationMethod.PRE_SHARED_KEY, TestKeys.RSA),
                Arguments.of(AuthenticationMethod.RSA_SIGNATURE, TestKeys.RSA),
                Arguments.of(AuthenticationMethod.ECDSA_256, TestKeys.P256),
                Arguments.of(AuthenticationMethod.ECDSA_384, TestKeys.P384),
                Arguments.of(AuthenticationMethod.ECDSA_521, TestKeys.P521));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void threeMessagesLeadToATunnel(AuthenticationMethod method, TestKeys keys) {
        // Given
        TwoParties parties = with(method);
        parties.west.keys = keys;
        parties.east.keys = keys;
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.labels(Kind.SENT)).containsExactly("AM1", "AM3", "QM1", "QM3");
        assertThat(parties.east.labels(Kind.SENT)).containsExactly("AM2", "QM2");
        assertThat(parties.east.labels(Kind.RECEIVED)).containsExactly("AM1", "AM3", "QM1", "QM3");
    }

    @Test
    void aPresharedKeyIsAnnouncedAsAWeakness() {
        TwoParties parties = withPresharedKey();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);

        assertThat(parties.west.events).contains("io.ikebus.ike.weak-exchange");
        assertThat(parties.east.events).contains("io.ikebus.ike.weak-exchange");
    }

    @Test
    void aSignatureIsNoWeakness() {
        TwoParties parties = with(AuthenticationMethod.RSA_SIGNATURE);
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);

        assertThat(parties.east.events).doesNotContain("io.ikebus.ike.weak-exchange");
    }

    @Test
    void itIsOffUnlessTheConnectionSaysSo() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").aggressive().build(), connection("east").build(), 1, Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.labels(Kind.SENT)).doesNotContain("AM2");
        assertThat(parties.east.noted("no-connection")).isTrue();
        assertThat(parties.east.store).isEmpty();
    }

    @Test
    void mainModeIsOffWhereTheConnectionSaysAggressive() {
        TwoParties parties = new TwoParties(
                connection("west").build(), connection("east").aggressive().build(), 1, Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);

        assertThat(parties.east.labels(Kind.SENT)).doesNotContain("MM2");
        assertThat(parties.east.noted("no-connection")).isTrue();
    }

    @Test
    void cve_2023_30570_aFirstMessageWithAResponderCookieMakesNoSessionAndBreaksNothing() {
        // Given
        TwoParties parties = withPresharedKey();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        byte[] bytes = parties.wire.getFirst().message().toByteArray();
        bytes[0] ^= 1;
        bytes[15] = 1;
        int before = parties.east.store.size();
        // When
        parties.deliver(new Gateway.Sent(parties.wire.getFirst().headers(), Octets.wrap(bytes)));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("unknown-cookies")).isTrue();
        assertThat(parties.east.store).hasSize(before);
    }

    /** Message 2 is longer than message 1 can be, so it must at least not come again. */
    @Test
    void cve_2016_5361_aStrangerIsAnsweredOnceAndForgotten() {
        // Given
        TwoParties parties = withPresharedKey();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        Gateway.Sent first = parties.west.outbox.getFirst();
        parties.west.store.clear();
        parties.west.outbox.clear();
        // When
        parties.deliver(first);
        parties.run(Duration.ofSeconds(60));
        // Then
        assertThat(parties.east.labels(Kind.SENT)).containsExactly("AM2");
        assertThat(parties.east.store).isEmpty();
    }

    @Test
    void message3InClearIsTaken() {
        // Given
        TwoParties parties = withPresharedKey();
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        Gateway.Sent first = parties.west.outbox.removeFirst();
        parties.deliver(first);
        Gateway.Sent second = parties.east.outbox.removeFirst();
        parties.deliver(second);
        Gateway.Sent third = parties.west.outbox.removeFirst();
        Phase1.Established west =
                (Phase1.Established) parties.west.session(key).orElseThrow().phase1();
        // When
        Octets clear = ClearThird.of(west.sa(), first.message(), second.message(), third.message());
        parties.deliver(new Gateway.Sent(third.headers(), clear));
        // Then
        assertThat(parties.east.labels(Kind.RECEIVED)).containsExactly("AM1", "AM3");
        assertThat(parties.east.events).contains("io.ikebus.ike.established");
    }

    @Test
    void aLostMessage3IsAskedForByWayOfMessage2() {
        // Given
        TwoParties parties = withPresharedKey();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.deliver(parties.west.outbox.removeFirst());
        parties.deliver(parties.east.outbox.removeFirst());
        parties.west.outbox.removeFirst();
        // When
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.labels(Kind.SENT)).startsWith("AM2", "AM2");
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void differentKeysComeToNothingAndTheInitiatorSaysWhy() {
        // Given
        TwoParties parties = withPresharedKey();
        parties.east.presharedKey = "quite another";
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(100));
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.noted("wrong-hash")).isTrue();
        assertThat(parties.west.diary).anyMatch(entry -> entry.text().contains("both ends have different ones"));
    }

    @Test
    void behindATranslatorMessage3GoesToTheOtherPort() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").aggressive().build(),
                connection("east").aggressive().peers("198.51.100.0/24").build(),
                1,
                Conditions.perfect());
        parties.translator = Translator.at("198.51.100.7", 40_000);
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        List<Boolean> marked =
                parties.wire.stream().map(sent -> sent.headers().marked()).toList();
        assertThat(marked).startsWith(false, false, true, true, true, true);
        assertThat(parties.east.statuses.values())
                .anySatisfy(status -> assertThat(status.remote()).isEqualTo(Endpoint.parse("198.51.100.7:44500")));
    }

    @Test
    void aVaultThatIsAwayCostsOneRetransmission() {
        // Given
        TwoParties parties = with(AuthenticationMethod.RSA_SIGNATURE);
        parties.east.vaultAway = true;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        assertThat(parties.east.noted("vault-unreachable")).isTrue();
        // When
        parties.east.vaultAway = false;
        parties.run(Duration.ofSeconds(20));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }
}
