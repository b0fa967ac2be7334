package io.ikebus.negotiator.twoparty;

import static io.ikebus.negotiator.twoparty.TwoParties.EAST;
import static io.ikebus.negotiator.twoparty.TwoParties.WEST;
import static io.ikebus.negotiator.twoparty.TwoParties.connection;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.exchange.RoguePeer;
import io.ikebus.negotiator.proposal.ChildPolicy;
import io.ikebus.negotiator.proposal.ChildProposal;
import io.ikebus.negotiator.proposal.ChildProposals;
import io.ikebus.negotiator.proposal.Encapsulation;
import io.ikebus.negotiator.proposal.ExtendedSequenceNumbers;
import io.ikebus.negotiator.proposal.Spis;
import io.ikebus.negotiator.session.ChildSa;
import io.ikebus.negotiator.session.Session;
import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IdType;
import io.ikebus.protocol.isakmp.Payload;
import io.ikebus.protocol.isakmp.PayloadChain;
import io.ikebus.protocol.isakmp.PayloadType;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.testkit.net.Conditions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What east, as responder in transport mode, takes the identities of a Quick Mode for; the peer writes what it likes. */
class TransportIdentitiesTest {
    private static final long COOKIE = 0x1122334455667788L;
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final int NAT_OA = PayloadType.NAT_OA;
    private static final IpAddress ELSEWHERE = IpAddress.parse("203.0.113.9");
    private static final String OUTSIDE = "198.51.100.7";

    @Test
    void withoutIdentitiesItIsTheHostsThemselves() {
        TwoParties parties = established(false);

        assertThat(offered(parties, Encapsulation.TRANSPORT, List.of())).hasValueSatisfying(child -> {
            assertThat(child.local().addresses()).isEqualTo(AddressRange.host(EAST.address()));
            assertThat(child.remote().addresses()).isEqualTo(AddressRange.host(WEST.address()));
        });
    }

    /** As some Windows clients do it. The name says nothing that phase 1 has not proved. */
    @Test
    void aNameIsTheHostItselfWhateverItSays() {
        TwoParties parties = established(false);

        assertThat(offered(parties, Encapsulation.TRANSPORT, List.of(name("pc.example"), host(EAST.address()))))
                .hasValueSatisfying(
                        child -> assertThat(child.remote().addresses()).isEqualTo(AddressRange.host(WEST.address())));
    }

    @Test
    void anAddressOfSomebodyElseIsRefused() {
        TwoParties parties = established(false);

        assertThat(offered(parties, Encapsulation.TRANSPORT, List.of(host(ELSEWHERE), host(EAST.address()))))
                .isEmpty();
        assertThat(parties.east.diary)
                .anyMatch(entry -> entry.label().equals("invalid-selectors")
                        && entry.text().contains("in transport mode an identity is the host itself"));
    }

    static Stream<Arguments> behindNat() {
        Payload west = host(WEST.address());
        Payload east = host(EAST.address());
        Payload.NatOriginalAddress westsOwn =
                Payload.NatOriginalAddress.of(NAT_OA, WEST.address().octets());
        Payload.NatOriginalAddress eastsOwn =
                Payload.NatOriginalAddress.of(NAT_OA, EAST.address().octets());
        Payload.NatOriginalAddress elsewhere = Payload.NatOriginalAddress.of(NAT_OA, ELSEWHERE.octets());
        return Stream.of(
                Arguments.of("as RFC 3947 has it", List.of(west, east, westsOwn, eastsOwn), true),
                Arguments.of("without NAT-OA", List.of(west, east), true),
                Arguments.of("with the address that is seen", List.of(host(IpAddress.parse(OUTSIDE)), east), true),
                Arguments.of("without identities", List.of(westsOwn, eastsOwn), true),
                Arguments.of("an identity that NAT-OA does not name", List.of(west, east, elsewhere, eastsOwn), false),
                Arguments.of(
                        "a network",
                        List.of(
                                Payload.Identification.of(
                                        IdType.IPV4_ADDR_SUBNET, 0, 0, Octets.fromHex("c0000200ffffff00")),
                                east),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("behindNat")
    void behindATranslatorAnIdentityIsTheHostsOwnAddressAndThePolicyHasTheOtherOne(
            String name, List<Payload> payloads, boolean taken) {
        // Given
        TwoParties parties = established(true);
        // When
        Optional<ChildSa> child = offered(parties, Encapsulation.UDP_TRANSPORT, payloads);
        // Then
        assertThat(child.isPresent()).as(name).isEqualTo(taken);
        child.ifPresent(made -> assertThat(made.remote().addresses()).isEqualTo(AddressRange.parse(OUTSIDE)));
    }

    /** Phase 1 is there, and no child of ours: west wants another mode than east allows. */
    private static TwoParties established(boolean translated) {
        TwoParties.Draft east = connection("east").transport();
        TwoParties parties = new TwoParties(
                connection("west").build(),
                (translated ? east.peers("198.51.100.0/24") : east).build(),
                1,
                Conditions.perfect());
        if (translated) {
            parties.translator = Translator.at(OUTSIDE, 40_000);
        }
        parties.west.initiate(parties.now, "to-east", COOKIE);
        parties.run(Duration.ofSeconds(5));
        assertThat(session(parties.east).children()).isEmpty();
        return parties;
    }

    /** The child that east makes of an offer with these payloads behind its nonce. */
    private static Optional<ChildSa> offered(TwoParties parties, Encapsulation mode, List<Payload> rest) {
        List<Payload> payloads = new ArrayList<>();
        payloads.add(ChildProposals.offer(
                new ChildPolicy(List.of(ChildProposal.parse("aes128gcm16")), mode, ExtendedSequenceNumbers.ACCEPT),
                new Spis(0x1234_5678, 0x1234_5679),
                3600,
                0));
        payloads.add(new Payload.Nonce(Octets.wrap(new byte[16])));
        payloads.addAll(rest);
        Octets message = RoguePeer.of(session(parties.west))
                .authentic(
                        ExchangeType.QUICK_MODE,
                        0x0badcafe,
                        PayloadType.SA,
                        PayloadChain.of(payloads.toArray(Payload[]::new)).encoded());
        DatagramHeaders toEast = parties.wire.stream()
                .map(Gateway.Sent::headers)
                .filter(headers -> headers.remote().address().equals(EAST.address()))
                .reduce((first, last) -> last)
                .orElseThrow();
        parties.deliver(new Gateway.Sent(toEast, message));
        parties.run(A_WHILE);
        return session(parties.east).children().stream().findFirst();
    }

    private static Payload host(IpAddress address) {
        return Payload.Identification.of(IdType.IPV4_ADDR, 0, 0, address.octets());
    }

    private static Payload name(String text) {
        return Payload.Identification.of(IdType.FQDN, 0, 0, Octets.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Session session(Gateway gateway) {
        return gateway.session(gateway.store.keySet().iterator().next()).orElseThrow();
    }
}
