package io.ikebus.transport.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.Messages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final long I = 0x1111111111111111L;
    private static final long R = 0x2222222222222222L;
    private static final IpAddress PEER = IpAddress.parse("198.51.100.7");
    private static final IpAddress NEIGHBOUR = IpAddress.parse("198.51.100.8");
    private static final IpAddress THIRD = IpAddress.parse("203.0.113.9");

    private final AtomicLong nanoTime = new AtomicLong();
    private final Peers peers = new Peers(limits(List.of()), nanoTime::get);

    @Test
    void whoRepeatsTheCookieThatWasSentToItsAddressIsEstablished() {
        // Given
        assertThat(peers.standing(message(I, 0), PEER)).isEqualTo(Standing.FIRST);
        assertThat(peers.begin(message(I, 0), PEER)).isEmpty();
        assertThat(peers.standing(message(I, 0), PEER)).isEqualTo(Standing.KNOWN);
        assertThat(peers.halfOpen()).isEqualTo(1);
        // When
        peers.sent(message(I, R), PEER);
        // Then
        assertThat(peers.standing(message(I, R), PEER)).isEqualTo(Standing.ESTABLISHED);
        assertThat(peers.standing(message(I, R), PEER)).isEqualTo(Standing.ESTABLISHED);
        assertThat(peers.halfOpen()).isZero();
        assertThat(peers.established()).isEqualTo(1);
    }

    @Test
    void aThirdAddressWithTheSameCookiesIsAStranger() {
        establish(I);
        assertThat(peers.standing(message(I, R), THIRD)).isEqualTo(Standing.CLAIM);
        assertThat(peers.standing(message(I, 0), THIRD)).isEqualTo(Standing.FIRST);
        assertThat(peers.standing(message(I, R), PEER)).isEqualTo(Standing.ESTABLISHED);
    }

    @Test
    void aGuessedResponderCookieProvesNothing() {
        peers.begin(message(I, 0), PEER);
        assertThat(peers.standing(message(I, R), PEER)).as("none was sent").isEqualTo(Standing.CLAIM);
        peers.sent(message(I, R), PEER);
        assertThat(peers.standing(message(I, R + 1), PEER))
                .as("another was sent")
                .isEqualTo(Standing.CLAIM);
        assertThat(peers.halfOpen()).isEqualTo(1);
    }

    @Test
    void theAnswerToAHandshakeThatWeBeganIsEstablished() {
        peers.sent(message(I, 0), PEER);
        assertThat(peers.standing(message(I, R), THIRD)).isEqualTo(Standing.CLAIM);
        assertThat(peers.standing(message(I, R), PEER)).isEqualTo(Standing.ESTABLISHED);
    }

    @Test
    void aPeerThatMovesIsEstablishedAgainOnceItIsAnsweredThere() {
        // Given
        establish(I);
        assertThat(peers.standing(message(I, R), THIRD)).isEqualTo(Standing.CLAIM);
        // When
        peers.sent(message(I, R), THIRD);
        // Then
        assertThat(peers.standing(message(I, R), THIRD)).isEqualTo(Standing.ESTABLISHED);
    }

    @Test
    void halfOpenHandshakesAreLimitedPerAddressPerPrefixAndInAll() {
        for (int i = 1; i <= 2; i++) {
            assertThat(peers.begin(message(i, 0), PEER)).isEmpty();
        }
        assertThat(peers.begin(message(3, 0), PEER)).contains(HalfOpenLimit.ADDRESS);
        assertThat(peers.begin(message(3, 0), NEIGHBOUR)).isEmpty();
        assertThat(peers.begin(message(4, 0), NEIGHBOUR)).contains(HalfOpenLimit.PREFIX);
        assertThat(peers.begin(message(4, 0), THIRD)).isEmpty();
        assertThat(peers.begin(message(5, 0), IpAddress.parse("192.0.2.9"))).contains(HalfOpenLimit.ALL);
    }

    @Test
    void anAnsweredOrExpiredHandshakeMakesRoom() {
        // Given
        peers.begin(message(1, 0), PEER);
        peers.begin(message(2, 0), PEER);
        // When
        peers.sent(message(1, R), PEER);
        peers.standing(message(1, R), PEER);
        // Then
        assertThat(peers.begin(message(3, 0), PEER)).isEmpty();
        assertThat(peers.begin(message(4, 0), PEER)).contains(HalfOpenLimit.ADDRESS);
        // When
        nanoTime.addAndGet(Duration.ofSeconds(30).toNanos());
        // Then
        assertThat(peers.begin(message(4, 0), PEER)).isEmpty();
        assertThat(peers.halfOpen()).isEqualTo(1);
    }

    @Test
    void anExemptNetworkIsLimitedOnlyTogetherWithAll() {
        Peers lenient = new Peers(limits(List.of(IpPrefix.parse("198.51.100.0/24"))), nanoTime::get);
        for (int i = 1; i <= 4; i++) {
            assertThat(lenient.begin(message(i, 0), PEER)).isEmpty();
        }
        assertThat(lenient.begin(message(5, 0), PEER)).contains(HalfOpenLimit.ALL);
    }

    @Test
    void spoofedFirstMessagesPushNoEstablishedSessionOut() {
        // Given
        establish(I);
        // When
        for (int i = 1; i <= 1000; i++) {
            peers.begin(message(i, 0), IpAddress.parse("203.0.113." + i % 256));
            peers.sent(message(i, R), IpAddress.parse("203.0.113." + i % 256));
        }
        // Then
        assertThat(peers.standing(message(I, R), PEER)).isEqualTo(Standing.ESTABLISHED);
    }

    @Test
    void anEstablishedSessionHasARateOfItsOwn() {
        establish(I);
        int passed = 0;
        while (peers.spend(message(I, R), PEER)) {
            passed++;
        }
        assertThat(passed).isEqualTo(20);
        nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(peers.spend(message(I, R), PEER)).isTrue();
    }

    private void establish(long initiator) {
        peers.begin(message(initiator, 0), PEER);
        peers.sent(message(initiator, R), PEER);
        assertThat(peers.standing(message(initiator, R), PEER)).isEqualTo(Standing.ESTABLISHED);
    }

    private static IsakmpHeader message(long initiator, long responder) {
        return Messages.header(initiator, responder, ExchangeType.MAIN_MODE);
    }

    private static PeerLimits limits(List<IpPrefix> exempt) {
        return new PeerLimits(2, 3, 4, Duration.ofSeconds(30), 10, 100, exempt);
    }
}
