package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.exchange.RoguePeer;
import io.ikebus.negotiator.session.IsakmpSa;
import io.ikebus.negotiator.session.Phase1;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.NotifyType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lifetimes that both ends do not have alike. */
class LifetimesTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    @ParameterizedTest
    @CsvSource({"3600, 1200, true", "1200, 3600, false", "3600, 3600, false", "100000, 86400, true"})
    void theShorterLifetimeOfAChildIsThatOfBothEnds(int west, int east, boolean told) {
        // Given
        TwoParties parties = new TwoParties(
                connection("west").lifetime(west).build(),
                connection("east").lifetime(east).build(),
                1,
                Conditions.perfect());
        parties.west.initiate(parties.now, "to-east", COOKIE);
        // When
        parties.run(A_WHILE);
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        for (Gateway gateway : List.of(parties.west, parties.east)) {
            assertThat(gateway.orders.values()).allSatisfy(order -> {
                assertThat(order.sa().lifetime().hardSeconds()).isEqualTo(Math.min(west, east));
                assertThat(order.sa().lifetime().softSeconds()).isBetween(1L, (long) Math.min(west, east) - 1);
            });
        }
        assertThat(parties.east.diary.stream()
                        .filter(entry -> entry.kind() == DiaryEntry.Kind.SENT
                                && entry.label().equals("QM2"))
                        .map(DiaryEntry::text))
                .containsExactly("HDR*, HASH, SA, NONCE, ID, ID" + (told ? ", N(RESPONDER-LIFETIME)" : ""));
    }

    @Test
    void anInitiatorLetsItsIsakmpSaEndWhenTheResponderSaysSo() {
        // Given the notify of the recorded handshake main-psk-responder-lifetime
        TwoParties parties = established();
        // When
        parties.deliver(fromEast(parties, cookies(parties), "800b0001800c012c"));
        parties.run(A_WHILE);
        // Then
        IsakmpSa sa = sa(parties.west);
        assertThat(sa.expiresAt()).isEqualTo(sa.establishedAt().plusSeconds(300));
    }

    @ParameterizedTest
    @CsvSource({
        // longer than it is already
        "true, 800b0001000c000400200000",
        // kilobytes, which no ISAKMP SA of ours counts
        "true, 800b0002800c012c",
        // attributes of phase 2
        "true, 800100018002012c",
        // of another ISAKMP SA
        "false, 800b0001800c012c"
    })
    void whatNamesNoShorterLifetimeOfThisIsakmpSaChangesNothing(boolean ours, String data) {
        // Given
        TwoParties parties = established();
        Instant before = sa(parties.west).expiresAt();
        // When
        parties.deliver(fromEast(parties, ours ? cookies(parties) : Octets.ofNumber(7, 16), data));
        parties.run(A_WHILE);
        // Then
        assertThat(parties.west.noted("peer-notify")).isTrue();
        assertThat(sa(parties.west).expiresAt()).isEqualTo(before);
    }

    @Test
    void aLifetimeOfASecondDoesNotMakeUsBeginAnewWithoutEnd() {
        // Given
        TwoParties parties = established();
        // When
        parties.deliver(fromEast(parties, cookies(parties), "800b0001800c0001"));
        // Then
        IsakmpSa sa = sa(parties.west);
        assertThat(sa.expiresAt()).isEqualTo(sa.establishedAt().plusSeconds(60));
    }

    @Test
    void aResponderDoesNotTakeALifetimeFromItsInitiator() {
        // Given
        TwoParties parties = established();
        Instant before = sa(parties.east).expiresAt();
        DatagramHeaders toEast = parties.wire.getFirst().headers();
        // When
        parties.deliver(new Gateway.Sent(toEast, notice(parties.west, cookies(parties), "800b0001800c012c")));
        // Then
        assertThat(parties.east.noted("peer-notify")).isTrue();
        assertThat(sa(parties.east).expiresAt()).isEqualTo(before);
    }

    private static TwoParties established() {
        TwoParties parties = TwoParties.perfect();
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(A_WHILE);
        return parties;
    }

    private static Octets cookies(TwoParties parties) {
        return RoguePeer.of(session(parties.east)).cookies();
    }

    private static Gateway.Sent fromEast(TwoParties parties, Octets spi, String data) {
        DatagramHeaders toWest = parties.wire.get(1).headers();
        return new Gateway.Sent(toWest, notice(parties.east, spi, data));
    }

    private static Octets notice(Gateway from, Octets spi, String data) {
        return RoguePeer.of(session(from))
                .authentic(
                        ExchangeType.INFORMATIONAL,
                        0x0badcafe,
                        PayloadType.NOTIFICATION,
                        PayloadChain.of(Payload.Notification.of(
                                        1, NotifyType.RESPONDER_LIFETIME, spi, Octets.fromHex(data)))
                                .encoded());
    }

    private static Session session(Gateway gateway) {
        SessionKey key = gateway.store.keySet().iterator().next();
        return gateway.session(key).orElseThrow();
    }

    private static IsakmpSa sa(Gateway gateway) {
        return ((Phase1.Established) session(gateway).phase1()).sa();
    }
}
