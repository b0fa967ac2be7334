package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.DiaryEntry.Kind;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    @Test
    void nineMessagesMakeATunnel() {
        // Given
        TwoParties parties = TwoParties.perfect();
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.labels(Kind.SENT)).containsExactly("MM1", "MM3", "MM5", "QM1", "QM3");
        assertThat(parties.west.labels(Kind.RECEIVED)).containsExactly("MM2", "MM4", "MM6", "QM2");
        assertThat(parties.east.labels(Kind.SENT)).containsExactly("MM2", "MM4", "MM6", "QM2");
        assertThat(parties.east.labels(Kind.RECEIVED)).containsExactly("MM1", "MM3", "MM5", "QM1", "QM3");
        assertThat(parties.west.events).containsExactly("io.ikebus.ike.established", "io.ikebus.tunnel.opened");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-sha1-modp2048",
                "aes192-sha2_256-modp3072",
                "aes256-sha2_384-modp4096",
                "aes256-sha1-ecp256",
                "aes128-sha2_512-ecp384",
                "aes256-sha2_256-ecp521"
            })
    void everyKindOfPhaseOneProposalLeadsToATunnel(String proposal) {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").ike(proposal).build(),
                connection("east").ike(proposal).build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128gcm16",
                "aes256gcm16-modp2048",
                "aes128-sha1",
                "aes192-sha2_256-ecp256",
                "aes256-sha2_384",
                "aes256-sha2_512-ecp521"
            })
    void everyKindOfPhaseTwoProposalLeadsToATunnel(String proposal) {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").child(proposal).build(),
                connection("east").child(proposal).build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "aes128-sha2_256-ecp256, aes256-sha2_256-ecp256, no-proposal-chosen",
        "aes128-sha1-ecp256, aes128-sha2_256-ecp256, no-proposal-chosen",
    })
    void aPhaseOneProposalThatIsNotAllowedIsAnsweredWithANotify(String offered, String allowed, String reason) {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").ike(offered).build(),
                connection("east").ike(allowed).build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted(reason)).isTrue();
        assertThat(parties.east.store).isEmpty();
        assertThat(parties.west.statuses.values()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo("failed");
            assertThat(status.failure()).isEqualTo("peer-refused");
        });
    }

    @Test
    void aPhaseTwoProposalThatIsNotAllowedLeavesTheIsakmpSa() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").child("aes128gcm16").build(),
                connection("east").child("aes256gcm16").build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.noted("no-proposal-chosen")).isTrue();
        assertThat(parties.west.noted("peer-refused")).isTrue();
        assertThat(parties.west.statuses.values())
                .singleElement()
                .satisfies(s -> assertThat(s.state()).isEqualTo("established"));
    }

    @Test
    void aStrangerHearsThatNothingWasChosenAndTheDiarySaysWhy() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east").peers("198.51.100.0/24").build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("no-connection")).isTrue();
        assertThat(parties.east.store).isEmpty();
    }

    @Test
    void differentPresharedKeysEndInSilenceWithTheReasonOnBothSides() {
        // Given
        TwoParties parties = TwoParties.perfect();
        parties.east.presharedKey = "another key";
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(10));
        // Then
        assertThat(parties.east.noted("message-5-unreadable")).isTrue();
        assertThat(parties.east.statuses.values())
                .singleElement()
                .satisfies(s -> assertThat(s.failure()).isEqualTo("message-5-unreadable"));
        assertThat(parties.west.statuses.values())
                .singleElement()
                .satisfies(s -> assertThat(s.state()).isEqualTo("failed"));
        // And when the patience with a stranger is over
        parties.run(Duration.ofSeconds(25));
        // Then
        assertThat(parties.east.store).isEmpty();
        // And when the failure has been shown for long enough
        parties.run(Duration.ofSeconds(60));
        // Then
        assertThat(parties.west.store).isEmpty();
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void aComplaintThatOurKeysDoNotOpenPointsAtThePresharedKeys() {
        // Given a peer that protects its complaint about message 5 with the keys that it has
        TwoParties parties = TwoParties.perfect();
        parties.east.presharedKey = "another key";
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        Gateway.Sent fromEast = parties.wire.getLast();
        Octets cookies = fromEast.message().slice(0, 16);
        Octets informational = Octets.of(8, 0x10, 5, 1, 1, 2, 3, 4, 0, 0, 0, 28 + 64);
        Octets sealed = Octets.wrap(new byte[64]);
        // When
        parties.deliver(new Gateway.Sent(fromEast.headers(), Octets.concat(cookies, informational, sealed)));
        // Then
        assertThat(parties.west.diary)
                .anyMatch(entry -> entry.label().equals("unreadable-verdict")
                        && entry.text().contains("pre-shared keys"));
    }

    @Test
    void aPeerWithAnotherIdentityIsRefusedAfterItHasProvedIt() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east").peerIdentity("somebody.else").build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("identity-mismatch")).isTrue();
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void aResponderTakesAnyPeerWithAPatternAndNarrowsItsSelectors() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east")
                        .peers("0.0.0.0/0")
                        .peerIdentity("*.example")
                        .narrowing("10.0.0.0/8")
                        .build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.statuses.values())
                .singleElement()
                .satisfies(s ->
                        assertThat(s.children().getFirst().remoteSelector()).isEqualTo("10.1.0.0/16"));
    }

    @Test
    void selectorsThatNoChildHasAreRefused() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east").narrowing("172.16.0.0/12").build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("selector-mismatch")).isTrue();
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void anUnreachableVaultDelaysAndDoesNotBreak() {
        // Given
        TwoParties parties = TwoParties.perfect();
        parties.west.vaultAway = true;
        parties.east.vaultAway = true;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(3));
        assertThat(parties.agreeOn(0)).isTrue();
        // When
        parties.west.vaultAway = false;
        parties.run(Duration.ofSeconds(5));
        parties.east.vaultAway = false;
        parties.run(Duration.ofSeconds(20));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void statusesHoldNoSecretAndTheDiaryNeither() {
        // Given
        TwoParties parties = TwoParties.perfect();
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        List<String> keys = parties.west.kernel.values().stream()
                .map(secret -> secret.with(HexFormat.of()::formatHex))
                .toList();
        String shown =
                parties.west.diary.toString() + parties.west.statuses + parties.east.diary + parties.east.statuses;
        assertThat(keys).hasSize(2).allSatisfy(key -> assertThat(shown).doesNotContain(key));
    }
}
