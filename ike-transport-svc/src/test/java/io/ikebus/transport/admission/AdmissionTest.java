package io.ikebus.transport.admission;

import static io.ikebus.transport.datagram.DropReason.HALF_OPEN_ADDRESS;
import static io.ikebus.transport.datagram.DropReason.NOT_A_FIRST_MESSAGE;
import static io.ikebus.transport.datagram.DropReason.RATE_ADDRESS;
import static io.ikebus.transport.datagram.DropReason.RATE_PREFIX;
import static io.ikebus.transport.datagram.DropReason.RATE_SESSION;
import static io.ikebus.transport.datagram.DropReason.RATE_STRANGERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpPrefix;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.Messages;
import io.ikebus.transport.datagram.DropReason;
import io.ikebus.transport.peers.PeerLimits;
import io.ikebus.transport.peers.Peers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static final long R = 0x2222222222222222L;
    private static final int LARGEST = 200;
    /** Initiator cookie 1, no responder cookie, SA, version 1.0, Main Mode, no flags, message ID 0, 28 octets. */
    private static final String COOKIES = "0000000000000001 0000000000000000 ";

    private final AtomicLong nanoTime = new AtomicLong();
    private final PeerLimits limits =
            new PeerLimits(5, 100, 1000, Duration.ofSeconds(30), 10, 100, List.of(IpPrefix.parse("192.0.2.0/24")));
    private final Peers peers = new Peers(limits, nanoTime::get);
    private final Admission admission =
            new Admission(LARGEST, new StrangerRates(10, 15, 20, 100), limits, peers, nanoTime::get);

    @Test
    void aFirstMessageOfMainModeIsAdmitted() {
        Octets message = Messages.mainMode(1, 0);
        assertThat(admission.consider(Messages.from(Messages.REMOTE, message)))
                .isInstanceOfSatisfying(Verdict.Admitted.class, admitted -> {
                    assertThat(admitted.datagram().message()).isEqualTo(message);
                    assertThat(admitted.header().initiatorCookie().value()).isEqualTo(1);
                    assertThat(admitted.stranger()).isTrue();
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "empty, '', short-datagram",
        "a keepalive on the IKE port, ff, short-datagram",
        "cookies alone, 0000000000000001 0000000000000000, short-datagram",
        "one octet short of a header, 0000000000000001 0000000000000000 01100200 00000000 000000, short-datagram",
        "no initiator cookie, 0000000000000000 0000000000000000 01100200 00000000 0000001c, no-initiator-cookie",
        "IKEv2 IKE_SA_INIT, 0000000000000001 0000000000000000 21202208 00000000 0000001c, wrong-version",
        "IKE 1.1, 0000000000000001 0000000000000000 01110200 00000000 0000001c, wrong-version",
        "IKE 0.0, 0000000000000001 0000000000000000 01000200 00000000 0000001c, wrong-version",
        "exchange type 0, 0000000000000001 0000000000000000 01100000 00000000 0000001c, wrong-exchange-type",
        "Base exchange, 0000000000000001 0000000000000000 01100100 00000000 0000001c, wrong-exchange-type",
        "Authentication Only, 0000000000000001 0000000000000000 01100300 00000000 0000001c, wrong-exchange-type",
        "private exchange type, 0000000000000001 0000000000000000 0110f000 00000000 0000001c, wrong-exchange-type",
        "unknown flag, 0000000000000001 0000000000000000 01100208 00000000 0000001c, wrong-flags",
        "length beyond the datagram, 0000000000000001 0000000000000000 01100200 00000000 0000001d, wrong-length",
        "length short of the datagram, 0000000000000001 0000000000000000 01100200 00000000 0000001b, wrong-length",
        "length 0, 0000000000000001 0000000000000000 01100200 00000000 00000000, wrong-length",
        "length above 2^31, 0000000000000001 0000000000000000 01100200 00000000 ffffffff, wrong-length"
    })
    void malformedHeadersAreRefused(String name, String hex, String reason) {
        assertThat(reasonFor(Messages.REMOTE, Octets.fromHex(hex.replace(" ", ""))))
                .as(name)
                .isEqualTo(reason);
        assertThat(DropReason.all()).contains(reason);
        assertThat(peers.halfOpen()).isZero();
    }

    @Test
    void longerThanWantedIsRefusedBeforeItIsLookedAt() {
        assertThat(reasonFor(Messages.REMOTE, Octets.wrap(new byte[LARGEST + 1])))
                .isEqualTo("too-large");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Quick Mode, 01102000 00000000",
        "Informational, 01100500 00000000",
        "Transaction, 01100600 00000000",
        "New Group Mode, 01102100 00000000",
        "Main Mode with a message ID, 01100200 00000001",
        "encrypted Main Mode, 01100201 00000000"
    })
    void outOfTheBlueOnlyAPhase1CanBegin(String name, String rest) {
        assertThat(reasonFor(Messages.REMOTE, Octets.fromHex((COOKIES + rest + "0000001c").replace(" ", ""))))
                .as(name)
                .isEqualTo(NOT_A_FIRST_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                ExchangeType.MAIN_MODE,
                ExchangeType.AGGRESSIVE_MODE,
                ExchangeType.INFORMATIONAL,
                ExchangeType.TRANSACTION,
                ExchangeType.QUICK_MODE,
                ExchangeType.NEW_GROUP_MODE
            })
    void everyExchangeOfIkeGoesOnOnceThereIsAResponderCookie(int exchange) {
        assertThat(reasonFor(Messages.REMOTE, Messages.message(Messages.header(1, R, exchange))))
                .isEqualTo("admitted");
    }

    @Test
    void anInformationalWithoutResponderCookieMayAnswerAHandshakeThatWeBegan() {
        peers.sent(Messages.header(1, 0, ExchangeType.MAIN_MODE), Messages.REMOTE.address());
        assertThat(reasonFor(Messages.REMOTE, Messages.message(Messages.header(1, 0, ExchangeType.INFORMATIONAL))))
                .isEqualTo("admitted");
    }

    @Test
    void aFloodStarvesItsOwnAddressFirst() {
        Admission roomy = new Admission(LARGEST, new StrangerRates(2, 3, 5, 100), limits, peers, nanoTime::get);
        assertThat(refusals(roomy, "203.0.113.1:500", 5))
                .containsOnly(RATE_ADDRESS)
                .hasSize(1);
        assertThat(refusals(roomy, "203.0.113.2:500", 4))
                .containsOnly(RATE_PREFIX)
                .hasSize(2);
        assertThat(refusals(roomy, "198.51.100.7:500", 4)).isEmpty();
        assertThat(refusals(roomy, "198.51.101.7:500", 4)).containsOnly(RATE_STRANGERS);
    }

    @Test
    void ipv6IsLimitedByTheNetworkThatOneCustomerHas() {
        Admission roomy = new Admission(LARGEST, new StrangerRates(1, 3, 50, 100), limits, peers, nanoTime::get);
        assertThat(refusals(roomy, "[2001:db8::1]:500", 3)).isEmpty();
        assertThat(refusals(roomy, "[2001:db8::2]:500", 3)).isEmpty();
        assertThat(refusals(roomy, "[2001:db8:0:ff::3]:500", 1)).containsOnly(RATE_PREFIX);
        assertThat(refusals(roomy, "[2001:db8:0:100::3]:500", 1)).isEmpty();
    }

    @Test
    void anExemptNetworkIsNotLimitedByAddress() {
        Admission roomy = new Admission(LARGEST, new StrangerRates(1, 1, 50, 100), limits, peers, nanoTime::get);
        assertThat(refusals(roomy, "192.0.2.200:500", 50)).isEmpty();
    }

    @Test
    void anEstablishedSessionIsServedWhileStrangersAreShed() {
        // Given
        establish(Messages.REMOTE, 7);
        while (reasonFor(Messages.REMOTE, Messages.mainMode(8, R)).equals("admitted")) {
            // A flood from the same address uses up what strangers have.
        }
        // Then
        assertThat(admission.consider(Messages.from(Messages.REMOTE, Messages.mainMode(7, R))))
                .isInstanceOfSatisfying(
                        Verdict.Admitted.class,
                        admitted -> assertThat(admitted.stranger()).isFalse());
    }

    @Test
    void anEstablishedSessionHasALimitToo() {
        establish(Messages.REMOTE, 7);
        String last = "admitted";
        for (int i = 0; i < 25; i++) {
            last = reasonFor(Messages.REMOTE, Messages.mainMode(7, R));
        }
        assertThat(last).isEqualTo(RATE_SESSION);
    }

    @Test
    void newHandshakesAreLimitedButTheirRetransmissionsPass() {
        for (int i = 1; i <= 5; i++) {
            assertThat(reasonFor(Messages.REMOTE, Messages.mainMode(i, 0))).isEqualTo("admitted");
        }
        assertThat(reasonFor(Messages.REMOTE, Messages.mainMode(6, 0))).isEqualTo(HALF_OPEN_ADDRESS);
        assertThat(reasonFor(Messages.REMOTE, Messages.mainMode(5, 0))).isEqualTo("admitted");
    }

    private void establish(Endpoint remote, long initiator) {
        IsakmpHeader answer = Messages.header(initiator, R, ExchangeType.MAIN_MODE);
        assertThat(reasonFor(remote, Messages.mainMode(initiator, 0))).isEqualTo("admitted");
        peers.sent(answer, remote.address());
    }

    private static List<String> refusals(Admission admission, String remote, int times) {
        return IntStream.range(0, times)
                .mapToObj(
                        i -> reason(admission.consider(Messages.from(Endpoint.parse(remote), Messages.mainMode(1, R)))))
                .filter(reason -> !reason.equals("admitted"))
                .toList();
    }

    private String reasonFor(Endpoint remote, Octets message) {
        return reason(admission.consider(Messages.from(remote, message)));
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted admitted -> "admitted";
            case Verdict.Refused refused -> refused.drop().reason();
        };
    }
}
