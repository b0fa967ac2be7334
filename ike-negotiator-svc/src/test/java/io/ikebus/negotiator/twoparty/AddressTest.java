package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.connection.Connection.Way;
import io.ikebus.negotiator.exchange.PeerMessages;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.bus.LeaseRequest;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mode Config between two of our own engines: east gives, west takes. */
class AddressTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final Conditions BAD =
            new Conditions(0.2, 0.2, 0.15, 0.02, Duration.ofMillis(1), Duration.ofMillis(80));
    private static final int SEEDS = 40;
    /** Of west's network, so that its selectors can be narrowed to it. */
    private static final String POOL = "10.1.9.0/30";

    private static TwoParties with(Way way, boolean user, boolean aggressive) {
        return with(way, user, aggressive, 1, Conditions.perfect());
    }

    private static TwoParties with(Way way, boolean user, boolean aggressive, int seed, Conditions conditions) {
        TwoParties.Draft west = connection("west").addresses(way);
        TwoParties.Draft east = connection("east").addresses(way, POOL);
        if (user) {
            west.isUser("alice");
            east.asksUser();
        }
        if (aggressive) {
            west.aggressive();
            east.aggressive();
        }
        return new TwoParties(west.build(), east.build(), seed, conditions);
    }

    private static IpPrefix narrowed(Gateway gateway, boolean local) {
        SessionStatus.Child child =
                gateway.statuses.values().iterator().next().children().getFirst();
        return IpPrefix.parse(local ? child.localSelector() : child.remoteSelector());
    }

    @ParameterizedTest
    @CsvSource({
        "PULL, false, false, west",
        "PULL, true, false, west",
        "PULL, false, true, west",
        "PULL, true, true, west",
        "PUSH, false, false, west",
        "PUSH, true, false, west",
        "PUSH, false, true, west",
        "PUSH, true, true, west",
        "PULL, false, false, east",
        "PULL, true, true, east",
        "PUSH, false, false, east",
        "PUSH, true, true, east"
    })
    void theClientGetsAnAddressAndTheTunnelIsForThatOne(Way way, boolean user, boolean aggressive, String initiator) {
        // Given
        TwoParties parties = with(way, user, aggressive);
        // When
        if (initiator.equals("west")) {
            parties.west.initiate(parties.now, "to-east", COOKIE);
        } else {
            parties.east.initiate(parties.now, "to-west", COOKIE);
        }
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        IpPrefix address = narrowed(parties.west, true);
        assertThat(address.length()).isEqualTo(32);
        assertThat(IpPrefix.parse(POOL).contains(address)).isTrue();
        assertThat(narrowed(parties.east, false)).isEqualTo(address);
        assertThat(parties.west.diary)
                .anyMatch(entry -> entry.label().equals("address-given")
                        && entry.text().contains("10.2.0.53")
                        && entry.text().contains("10.2.0.0/16"));
    }

    @Test
    void theSameUserGetsTheSameAddressAgainAndReleasesIt() {
        TwoParties parties = with(Way.PULL, true, false);
        SessionKey first = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        IpPrefix address = narrowed(parties.east, false);
        assertThat(parties.east.leases.claim(claim(parties, "somebody"))).isPresent();
        assertThat(parties.east.leases.claim(claim(parties, "somebody else"))).isEmpty();
        // When
        parties.west.terminate(parties.now, first);
        parties.run(A_WHILE);
        assertThat(parties.agreeOn(0)).isTrue();
        parties.west.initiate(parties.now, "to-east", COOKIE + 1);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(narrowed(parties.east, false)).isEqualTo(address);
    }

    private static LeaseRequest.Claim claim(TwoParties parties, String owner) {
        return new LeaseRequest.Claim(
                1,
                SessionKey.parse("east/" + String.format("%016x", owner.hashCode() & 0xffff_ffffL)),
                owner,
                List.of(IpPrefix.parse(POOL)),
                parties.now);
    }

    @ParameterizedTest
    @CsvSource({"PULL", "PUSH"})
    void aPoolWithoutAFreeAddressEndsTheSessionAtBothEnds(Way way) {
        // Given
        TwoParties parties = with(way, false, false);
        assertThat(parties.east.leases.claim(claim(parties, "one"))).isPresent();
        assertThat(parties.east.leases.claim(claim(parties, "two"))).isPresent();
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.noted("pool-exhausted")).isTrue();
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.store).isEmpty();
        assertThat(parties.east.store).isEmpty();
    }

    @Test
    void aQuestionThatComesBeforeTheGrantWaitsForIt() {
        // Given nobody grants yet
        TwoParties parties = with(Way.PULL, false, false);
        parties.east.grantsLater = true;
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        assertThat(parties.east.statuses.values())
                .extracting(SessionStatus::state)
                .containsExactly("awaiting-address");
        int sent = parties.wire.size();
        // When
        parties.east.grant(parties.now);
        parties.run(Duration.ofMillis(500));
        // Then the answer went at once, and west did not have to ask again
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.labels(DiaryEntry.Kind.SENT)).doesNotContain("ADDRESS_WANTED");
        assertThat(parties.wire.size()).isGreaterThan(sent);
    }

    @Test
    void aGrantForASessionThatIsGoneIsReleased() {
        TwoParties parties = with(Way.PULL, false, false);
        parties.east.grantsLater = true;
        SessionKey session = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(1));
        parties.west.terminate(parties.now, session);
        parties.run(A_WHILE);

        parties.east.grant(parties.now);
        parties.run(A_WHILE);

        assertThat(parties.east.leases.claim(claim(parties, "one"))).isPresent();
        assertThat(parties.east.leases.claim(claim(parties, "two"))).isPresent();
    }

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of("nothing", List.of()),
                Arguments.of("an address of three octets", List.of(attribute(1, "0a0109"))),
                Arguments.of("an address of IPv6's length", List.of(attribute(1, "00".repeat(16)))),
                Arguments.of("no address", List.of(attribute(1, "00000000"))),
                Arguments.of("a short number", List.of(Attribute.of(1, 7))),
                Arguments.of("half a network", List.of(attribute(28_676, "0a010000ffff0000"))),
                Arguments.of("attributes of anything", List.of(attribute(0x7fff, "00"), attribute(3, ""))));
    }

    private static Attribute attribute(int type, String hex) {
        return Attribute.of(type, Octets.fromHex(hex));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void aReplyWithoutAnAddressEndsTheClientsSession(String what, List<Attribute> attributes) {
        TwoParties parties = with(Way.PULL, false, false);
        parties.east.grantsLater = true;
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofMillis(100));
        Session west = parties.west.session(key).orElseThrow();
        Session east = parties.east
                .session(new SessionKey(parties.east.id, key.initiatorCookie()))
                .orElseThrow();

        parties.west.receive(
                parties.now,
                new DatagramHeaders(parties.west.id, TwoParties.WEST, TwoParties.EAST, false, parties.now, null),
                PeerMessages.replyTo(west, east, 2, attributes));
        parties.run(A_WHILE);

        assertThat(parties.west.noted("no-address")).isTrue();
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void theServerAnswersWhatElseItIsAskedAlsoLater() {
        TwoParties parties = with(Way.PULL, false, false);
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        Session west = parties.west.session(key).orElseThrow();

        for (int id = 1; id <= 40; id++) {
            parties.east.receive(
                    parties.now,
                    new DatagramHeaders(parties.east.id, TwoParties.EAST, TwoParties.WEST, false, parties.now, null),
                    PeerMessages.first(
                            west,
                            ExchangeType.TRANSACTION,
                            id,
                            Payload.Attributes.of(
                                    1, id, List.of(attribute(7, ""), attribute(14, ""), attribute(1, "")))));
        }

        assertThat(parties.east.labels(DiaryEntry.Kind.SENT))
                .filteredOn("CFG REPLY"::equals)
                .hasSize(41);
        assertThat(parties.east
                        .session(new SessionKey(parties.east.id, key.initiatorCookie()))
                        .map(Session::phase1))
                .hasValueSatisfying(phase1 -> assertThat(phase1.toString()).contains("Established"));
    }

    @Test
    void whoGivesNoAddressesAnswersNoQuestionForOne() {
        TwoParties parties = TwoParties.perfect();
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        int sent = parties.wire.size();

        parties.east.receive(
                parties.now,
                new DatagramHeaders(parties.east.id, TwoParties.EAST, TwoParties.WEST, false, parties.now, null),
                PeerMessages.first(
                        parties.west.session(key).orElseThrow(),
                        ExchangeType.TRANSACTION,
                        9,
                        Payload.Attributes.of(1, 1, List.of(attribute(1, "")))));

        assertThat(parties.east.noted("unexpected-message")).isTrue();
        assertThat(parties.wire).hasSize(sent);
    }

    @Test
    void onABadNetworkBothEndsAgreeInTheEnd() {
        int tunnels = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            // Given
            TwoParties parties = with(seed % 2 == 0 ? Way.PULL : Way.PUSH, seed % 3 == 0, seed % 5 == 0, seed, BAD);
            // When
            parties.west.initiate(parties.now, "to-east", COOKIE);
            parties.run(Duration.ofSeconds(20));
            parties.calmDown();
            parties.run(Duration.ofMinutes(4));
            // Then
            boolean tunnel = parties.agreeOn(2);
            assertThat(tunnel || parties.agreeOn(0)).as("seed " + seed).isTrue();
            tunnels += tunnel ? 1 : 0;
            if (tunnel) {
                assertThat(narrowed(parties.west, true)).isEqualTo(narrowed(parties.east, false));
            }
        }
        assertThat(tunnels).isGreaterThan(SEEDS * 3 / 4);
    }
}
