package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.exchange.RoguePeer;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.DiaryEntry.Kind;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A Delete that overtakes message 3 of Quick Mode: between many workers and a reordering network it does. */
class QuickModeOrderTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final int ESP = 3;

    @Test
    void aDeleteOfTheNewSaThatOvertakesMessage3LeavesNoHalfOfATunnel() {
        // Given message 3 is under way
        TwoParties parties = TwoParties.perfect();
        SessionKey west = parties.west.initiate(parties.now, "to-east", COOKIE);
        untilWestHasSent(parties, 1);
        // When west changes its mind, and what it says of that comes first
        SaId inbound = parties.west.kernel.keySet().stream()
                .filter(id -> id.destination().equals(WEST.address()))
                .findFirst()
                .orElseThrow();
        parties.west.outcome(west, inbound, SaOutcome.Kind.REMOVED, "ok");
        parties.run(Duration.ZERO);
        parties.deliver(parties.wire.getLast());
        // Then
        assertThat(children(parties.east)).isEmpty();
        // And when message 3 comes in, and all else that is under way
        parties.run(Duration.ofSeconds(30));
        // Then
        assertThat(parties.agreeOn(0)).isTrue();
        assertThat(children(parties.east)).isEmpty();
        assertThat(parties.east.labels(Kind.RECEIVED)).doesNotContain("QM3");
    }

    @Test
    void aDeleteOfTheOldSaThatOvertakesMessage3OfItsRenewalTakesTheOldOneOnly() {
        // Given a renewal whose message 3 is under way
        TwoParties parties = TwoParties.perfect();
        SessionKey west = parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(5));
        ChildSa old = parties.west.session(west).orElseThrow().children().getFirst();
        parties.west.softLimit(parties.now, west);
        untilWestHasSent(parties, 2);
        // When
        DatagramHeaders toEast = parties.wire.getFirst().headers();
        Octets delete = RoguePeer.of(session(parties.west))
                .authentic(
                        ExchangeType.INFORMATIONAL,
                        0x0badcafe,
                        PayloadType.DELETE,
                        PayloadChain.of(Payload.Delete.of(ESP, List.of(Octets.ofNumber(old.inboundSpi(), 4))))
                                .encoded());
        parties.deliver(new Gateway.Sent(toEast, delete));
        parties.run(Duration.ofMinutes(3));
        // Then
        assertThat(parties.agreeOn(2)).isTrue();
        assertThat(children(parties.east)).singleElement().satisfies(child -> {
            assertThat(child.isInstalled()).isTrue();
            assertThat(child.outboundSpi()).isNotEqualTo(old.inboundSpi());
        });
    }

    private static void untilWestHasSent(TwoParties parties, long thirds) {
        for (int i = 0; i < 1000; i++) {
            if (parties.west.labels(Kind.SENT).stream().filter("QM3"::equals).count() == thirds) {
                return;
            }
            parties.run(Duration.ofNanos(100_000));
        }
        throw new AssertionError("west never sent message 3");
    }

    private static List<ChildSa> children(Gateway gateway) {
        return session(gateway).children();
    }

    private static Session session(Gateway gateway) {
        return gateway.session(gateway.store.keySet().iterator().next()).orElseThrow();
    }
}
