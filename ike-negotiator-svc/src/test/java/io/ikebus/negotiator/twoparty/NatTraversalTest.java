package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.EAST;
import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.connection.Connection.NatTraversalUse;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 3947 and RFC 3948 between two of our own engines. */
class NatTraversalTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final String OUTSIDE = "198.51.100.7";

    private static TwoParties behindNat() {
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east").peers("198.51.100.0/24").build(),
                1,
                Conditions.perfect());
        parties.translator = Translator.at(OUTSIDE, 40_000);
        return parties;
    }

    @Test
    void withoutATranslatorNothingMoves() {
        // Given
        TwoParties parties = TwoParties.perfect();
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.wire).allSatisfy(sent -> {
            assertThat(sent.headers().marked()).isFalse();
            assertThat(sent.headers().remote().port()).isEqualTo(500);
        });
    }

    @Test
    void anInitiatorBehindATranslatorFloatsWithMessage5AndPacketsGoIntoUdp() {
        // Given
        TwoParties parties = behindNat();
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        List<Boolean> marked =
                parties.wire.stream().map(sent -> sent.headers().marked()).toList();
        assertThat(marked).startsWith(false, false, false, false, true, true, true, true, true);
        assertThat(children(parties.east)).singleElement().satisfies(child -> {
            assertThat(child.path().udp()).isTrue();
            assertThat(child.path().local()).isEqualTo(new Endpoint(EAST.address(), 4500));
            assertThat(child.path().remote()).isEqualTo(Endpoint.parse(OUTSIDE + ":44500"));
        });
        assertThat(children(parties.west))
                .singleElement()
                .satisfies(child -> assertThat(child.path().remote()).isEqualTo(new Endpoint(EAST.address(), 4500)));
    }

    @Test
    void onlyTheEndBehindTheTranslatorKeepsItsMappingAlive() {
        // Given
        TwoParties parties = behindNat();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        int before = parties.wire.size();
        // When
        parties.run(Duration.ofSeconds(100));
        // Then
        assertThat(parties.keepAlives).isBetween(4, 6);
        assertThat(parties.wire.subList(before, parties.wire.size())).allSatisfy(sent -> {
            assertThat(sent.headers().remote()).isEqualTo(new Endpoint(EAST.address(), 4500));
            assertThat(sent.message().hex()).isEqualTo("ff");
        });
    }

    @Test
    void aNewMappingIsFollowedWhenAMessageHasBeenVerifiedAndItsChildIsRenewed() {
        // Given
        TwoParties parties = behindNat();
        SessionKey west = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // When the translator forgets and west says something
        parties.translator = Translator.at("198.51.100.9", 50_000);
        parties.west.softLimit(parties.now, west);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("path-moved")).isTrue();
        parties.run(Duration.ofSeconds(130));
        assertThat(children(parties.east))
                .allSatisfy(child -> assertThat(child.path().remote()).isEqualTo(Endpoint.parse("198.51.100.9:54500")));
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void aMessageFromElsewhereThatDoesNotVerifyMovesNothing() {
        // Given
        TwoParties parties = behindNat();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        Gateway.Sent third = parties.wire.getLast();
        byte[] damaged = third.message().toByteArray();
        damaged[23] ^= 1;
        // When
        parties.translator = Translator.at("198.51.100.66", 50_000);
        parties.deliver(new Gateway.Sent(third.headers(), Octets.wrap(damaged)));
        // Then
        assertThat(parties.east.noted("path-moved")).isFalse();
        assertThat(children(parties.east))
                .allSatisfy(child ->
                        assertThat(child.path().remote().address().toString()).isEqualTo(OUTSIDE));
    }

    @Test
    void whoIsNotBehindATranslatorIsNotFollowed() {
        // Given
        TwoParties parties = TwoParties.perfect();
        SessionKey west = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // When
        parties.translator = Translator.at("198.51.100.9", 50_000);
        parties.west.softLimit(parties.now, west);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("third-address")).isTrue();
        assertThat(parties.east.noted("path-moved")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = NatTraversalUse.class,
            names = {"FORCE"})
    void forcedEncapsulationGoesIntoUdpWithoutATranslator(NatTraversalUse use) {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").natTraversal(use).build(), connection("east").build(), 1, Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(children(parties.east))
                .singleElement()
                .satisfies(child -> assertThat(child.path().udp()).isTrue());
    }

    @Test
    void whoHasItSwitchedOffSaysNothingOfIt() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east").natTraversal(NatTraversalUse.OFF).build(),
                1,
                Conditions.perfect());
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.diary).noneMatch(entry -> entry.text().contains("NAT-D"));
    }

    private static List<ChildSa> children(Gateway gateway) {
        return gateway.store.keySet().stream()
                .flatMap(key -> gateway.session(key).stream())
                .filter(session -> session.phase1() instanceof Phase1.Established)
                .flatMap(session -> session.children().stream())
                .toList();
    }
}
