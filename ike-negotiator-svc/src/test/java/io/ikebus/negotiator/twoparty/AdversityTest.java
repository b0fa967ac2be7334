package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.connection.ConnectionTables;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.engine.Output;
import io.ikebus.negotiator.exchange.PeerNotices;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry.Kind;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.IpsecProtocol;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdversityTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    private static final Conditions BAD =
            new Conditions(0.2, 0.2, 0.15, 0.1, Duration.ofMillis(1), Duration.ofMillis(80));

    @Test
    void afterABadNetworkBothEndsHoldTheSameSasOrNone() {
        for (long seed = 1; seed <= 250; seed++) {
            // Given
            TwoParties parties = new TwoParties(
                    connection("west").build(), connection("east").build(), seed, BAD);
            // When
            parties.west.initiate(parties.now, "to-east", seed);
            parties.run(Duration.ofSeconds(30));
            parties.calmDown();
            parties.run(Duration.ofSeconds(200));
            // Then
            assertThat(parties.agreeOn(2) || parties.agreeOn(0))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    void afterABadNetworkAggressiveModeLeavesBothEndsWithTheSameSasOrNone() {
        int tunnels = 0;
        for (long seed = 1; seed <= 250; seed++) {
            // Given
            TwoParties parties = new TwoParties(
                    connection("west").aggressive().build(),
                    connection("east").aggressive().build(),
                    seed,
                    BAD);
            // When
            parties.west.initiate(parties.now, "to-east", seed);
            parties.run(Duration.ofSeconds(30));
            parties.calmDown();
            parties.run(Duration.ofSeconds(200));
            // Then
            assertThat(parties.agreeOn(2) || parties.agreeOn(0))
                    .as("seed %d", seed)
                    .isTrue();
            tunnels += parties.agreeOn(2) ? 1 : 0;
        }
        assertThat(tunnels).isGreaterThan(200);
    }

    @Test
    void everythingTwiceIsHarmless() {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east").build(),
                1,
                Conditions.perfect().duplicating(1));
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.east.labels(Kind.REPEATED)).isNotEmpty();
    }

    @Test
    void aWholeHandshakePlayedAgainChangesNothing() {
        // Given
        TwoParties parties = TwoParties.perfect();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(90));
        List<SaId> before = List.copyOf(parties.east.kernel.keySet());
        // When
        for (Gateway.Sent sent : List.copyOf(parties.wire)) {
            parties.deliver(sent);
            parties.run(Duration.ofMillis(10));
        }
        // Then
        assertThat(parties.east.kernel.keySet()).containsExactlyElementsOf(before);
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void garbageInEveryStateDisturbsNobody() {
        // Given
        Random random = new Random(7);
        TwoParties parties = TwoParties.perfect();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        // When
        for (int i = 0; i < 200; i++) {
            parties.run(Duration.ofMillis(i < 40 ? 0 : 1));
            if (!parties.wire.isEmpty()) {
                Gateway.Sent sent = parties.wire.get(random.nextInt(parties.wire.size()));
                byte[] bytes = sent.message().toByteArray();
                for (int k = 16; k < bytes.length; k++) {
                    bytes[k] = random.nextInt(4) == 0 ? (byte) random.nextInt() : bytes[k];
                }
                parties.deliver(new Gateway.Sent(sent.headers(), Octets.wrap(bytes)));
            }
        }
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @Test
    void anAnswerFromAThirdAddressIsDropped() {
        // Given
        TwoParties parties = TwoParties.perfect();
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        DatagramHeaders stranger = new DatagramHeaders(
                key.gateway(), TwoParties.WEST, Endpoint.parse("203.0.113.9:500"), false, parties.now, null);
        // When
        parties.run(Duration.ofMillis(1));
        parties.west.receive(parties.now, stranger, parties.wire.getFirst().message());
        parties.run(A_WHILE);
        // Then
        assertThat(parties.west.noted("third-address")).isTrue();
        assertThat(parties.agreeOn(2)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Gateway.Agent.class,
            names = {"REFUSES", "SILENT"})
    void anAgentThatDoesNotInstallMeansANotifyAndNeverAHalfOpenTunnel(Gateway.Agent agent) {
        // Given
        TwoParties parties = TwoParties.perfect();
        parties.east.agent = agent;
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.east.labels(Kind.SENT)).doesNotContain("QM2");
        assertThat(parties.west.noted("peer-refused")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Gateway.Agent.class,
            names = {"REFUSES", "SILENT"})
    void anInitiatorWithoutItsInboundSaNeverSendsMessageThree(Gateway.Agent agent) {
        // Given
        TwoParties parties = TwoParties.perfect();
        parties.west.agent = agent;
        // When
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(5));
        // Then
        assertThat(parties.west.labels(Kind.SENT)).doesNotContain("QM3");
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void whatOneEndTerminatesIsGoneAtBoth() {
        // Given
        TwoParties parties = TwoParties.perfect();
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // When
        parties.west.take(
                parties.now, key, new Input.CommandReceived(new IkeCommand.Terminate(1, key, "operator", parties.now)));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(parties.west.store).isEmpty();
        assertThat(parties.east.store).isEmpty();
        assertThat(parties.east.events).contains("io.ikebus.tunnel.closed", "io.ikebus.ike.closed");
    }

    @Test
    void aChildThatReachesItsSoftLimitIsReplacedBeforeItBreaks() {
        // Given
        TwoParties parties = TwoParties.perfect();
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        List<SaId> old = List.copyOf(parties.west.kernel.keySet());
        // When
        parties.west.outcome(key, old.getFirst(), SaOutcome.Kind.SOFT_EXPIRED, "time");
        parties.run(Duration.ofSeconds(6));
        // Then both pairs are there
        assertThat(parties.agreeOn(4)).isTrue();
        // And when the grace is over
        parties.run(Duration.ofSeconds(95));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(parties.west.kernel.keySet()).doesNotContainAnyElementsOf(old);
    }

    @Test
    void anSaThatTheKernelLostIsTakenAwayAtBothEnds() {
        // Given
        TwoParties parties = TwoParties.perfect();
        SessionKey key = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        // When
        parties.west.outcome(key, parties.west.kernel.keySet().iterator().next(), SaOutcome.Kind.LOST, "lost");
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
    }

    @Test
    void anSaThatNoSessionKnowsIsRemoved() {
        // Given
        TwoParties parties = TwoParties.perfect();
        SessionKey nobody = new SessionKey(parties.west.id, new Cookie(99));
        SaId stray = new SaId(parties.west.id, TwoParties.WEST.address(), IpsecProtocol.ESP, 0x1000);
        parties.west.adopt(stray, nobody);
        // When
        parties.west.outcome(nobody, stray, SaOutcome.Kind.INSTALLED, "ok");
        parties.run(A_WHILE);
        // Then
        assertThat(parties.west.kernel).isEmpty();
        assertThat(parties.west.store).isEmpty();
    }

    @Test
    void initialContactClearsOnlyTheSamePairOfIdentities() {
        // Given two connections between the same addresses, with a session each
        TwoParties parties =
                new TwoParties(connection("west").build(), connection("east").build(), 1, Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", 1);
        parties.run(A_WHILE);
        parties.west.initiate(parties.now, "to-east", 2);
        parties.run(Duration.ofSeconds(4));
        SessionKey first = new SessionKey(parties.east.id, new Cookie(1));
        SessionKey second = new SessionKey(parties.east.id, new Cookie(2));
        assertThat(parties.east.statuses.keySet()).containsExactly(first, second);
        // When the second one's peer says that it has no other
        sayInitialContact(parties, 2);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.statuses.keySet()).containsExactly(second);
    }

    @Test
    void initialContactLeavesOtherIdentitiesBehindTheSameAddressAlone() {
        // Given two peers behind one address
        TwoParties parties = new TwoParties(
                connection("west").build(),
                connection("east").peerIdentity("*.example").build(),
                1,
                Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", 1);
        parties.run(A_WHILE);
        parties.west.connections = ConnectionTables.of(
                List.of(connection("west").localIdentity("south.example").build()));
        parties.west.initiate(parties.now, "to-east", 2);
        parties.run(A_WHILE);
        assertThat(parties.east.store).hasSize(2);
        // When
        sayInitialContact(parties, 2);
        parties.run(A_WHILE);
        // Then
        assertThat(parties.east.store).hasSize(2);
    }

    private static void sayInitialContact(TwoParties parties, long cookie) {
        Session session = parties.west
                .session(new SessionKey(parties.west.id, new Cookie(cookie)))
                .orElseThrow();
        PeerNotices.notify(session, parties.west, NotifyType.INITIAL_CONTACT).stream()
                .filter(Output.SendDatagram.class::isInstance)
                .map(Output.SendDatagram.class::cast)
                .forEach(sent -> parties.deliver(new Gateway.Sent(sent.headers(), sent.message())));
    }
}
