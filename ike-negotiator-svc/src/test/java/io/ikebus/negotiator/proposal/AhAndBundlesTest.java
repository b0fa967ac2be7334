package io.ikebus.negotiator.proposal;

import static io.ikebus.negotiator.proposal.Offers.attributes;
import static io.ikebus.negotiator.proposal.Offers.chosen;
import static io.ikebus.negotiator.proposal.Offers.none;
import static io.ikebus.negotiator.proposal.Offers.onWire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ikebus.negotiator.proposal.Selection.Chosen;
import io.ikebus.negotiator.proposal.Selection.NothingChosen;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.Proposal;
import io.ikebus.protocol.isakmp.SecurityAssociation;
import io.ikebus.protocol.isakmp.Transform;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AH, ESP inside AH, and extended sequence numbers in SA payloads of phase 2. */
class AhAndBundlesTest {
    private static final OptionalInt NO_KE = OptionalInt.empty();
    private static final Spis OURS = new Spis(0x0a0b0c0d, 0x0a0b0c0e);
    private static final Spis PEERS = new Spis(0x1c1c1c1c, 0x1c1c1c1d);
    private static final String BUNDLE = "aes128gcm16+ah-sha2_256";

    /** IANA's AH Transform Identifiers and Authentication Algorithms. */
    @ParameterizedTest
    @CsvSource({
        "md5, 2, 1",
        "sha1, 3, 2",
        "sha2_256, 5, 5",
        "sha2_384, 6, 6",
        "sha2_512, 7, 7",
        "aesxcbc, 9, 9",
        "aescmac, 250, 250"
    })
    void anOfferOfAhNamesItsAlgorithmTwice(String algorithm, int id, int authentication) {
        // When
        SecurityAssociation offer = offer(policy("ah-" + algorithm));
        // Then
        assertThat(offer.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.protocolId()).isEqualTo(2);
            assertThat(proposal.spi()).isEqualTo(Octets.ofNumber(PEERS.only(), 4));
            assertThat(proposal.transforms())
                    .containsExactly(new Transform(1, id, attributes(1, 1, 2, 3600, 4, 1, 5, authentication)));
        });
        assertThat(chosen(choose(offer, policy("ah-" + algorithm))).proposal())
                .isEqualTo(new ChildAgreement(
                        ChildProposal.parse("ah-" + algorithm), PEERS.only(), false, Encapsulation.TUNNEL, null));
    }

    static Stream<Arguments> ahThatDoesNotAgreeWithItself() {
        return Stream.of(
                Arguments.of("SHA-1 with MD5's attribute", 3, attributes(4, 1, 5, 1)),
                Arguments.of("SHA2-256 with SHA-1's", 5, attributes(4, 1, 5, 2)),
                Arguments.of("no attribute", 5, attributes(4, 1)),
                Arguments.of("transform 0", 0, attributes(4, 1, 5, 5)),
                Arguments.of("a key length", 5, attributes(4, 1, 5, 5, 6, 256)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ahThatDoesNotAgreeWithItself")
    void transformAndAttributeOfAhMustAgree(String name, int id, List<Attribute> attributes) {
        SecurityAssociation offered = onWire(SecurityAssociation.of(List.of(
                new Proposal(1, 2, Octets.ofNumber(PEERS.only(), 4), List.of(new Transform(1, id, attributes))))));

        assertThat(none(choose(offered, policy("ah-sha1", "ah-sha2_256", "ah-md5")))
                        .reason())
                .as(name)
                .isEqualTo("no-proposal-chosen");
    }

    @ParameterizedTest
    @EnumSource(
            value = Encapsulation.class,
            names = {"UDP_TUNNEL", "UDP_TRANSPORT", "UDP_TUNNEL_DRAFT", "UDP_TRANSPORT_DRAFT"})
    void ahNeverPassesATranslator(Encapsulation inUdp) {
        // Given
        ChildPolicy behindNat = new ChildPolicy(
                List.of(ChildProposal.parse("ah-sha1"), ChildProposal.parse(BUNDLE)),
                inUdp,
                ExtendedSequenceNumbers.ACCEPT);
        int mode = inUdp.id();
        SecurityAssociation insideUdp = onWire(SecurityAssociation.of(List.of(new Proposal(
                1, 2, Octets.ofNumber(PEERS.only(), 4), List.of(new Transform(1, 3, attributes(4, mode, 5, 2)))))));
        // Then
        assertThat(behindNat.offered()).isEmpty();
        assertThat(none(choose(offer(policy("ah-sha1")), behindNat)).detail())
                .contains("AH does not pass a translator");
        assertThat(none(choose(insideUdp, behindNat)).detail()).contains("AH does not pass a translator");
        assertThat(none(choose(offer(policy(BUNDLE)), behindNat)).detail()).contains("AH does not pass a translator");
    }

    @Test
    void anOfferKeepsTheOrderOfPreferenceAcrossProtocols() {
        // When
        SecurityAssociation offer = offer(policy("aes128gcm16", "aes128-sha1", "ah-sha1", BUNDLE, "null-sha1"));
        // Then
        assertThat(offer.proposals())
                .extracting(
                        Proposal::number,
                        Proposal::protocolId,
                        p -> p.transforms().size())
                .containsExactly(tuple(1, 3, 2), tuple(2, 2, 1), tuple(3, 3, 1), tuple(3, 2, 1), tuple(4, 3, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {BUNDLE, "aes256-sha1+ah-sha1-ecp256", "null-sha2_256+ah-aesxcbc"})
    void aBundleIsChosenWholeWithAnSpiForEachHalf(String text) {
        // Given
        ChildPolicy policy = policy(text);
        OptionalInt keyExchange = text.endsWith("ecp256") ? OptionalInt.of(64) : NO_KE;
        SecurityAssociation offer = offer(policy);
        // When
        Chosen<ChildAgreement> chosen = chosen(ChildProposals.choose(offer, policy, keyExchange, OURS));
        Chosen<ChildAgreement> accepted =
                chosen(ChildProposals.accept(onWire(chosen.answer()), offer, policy, keyExchange));
        // Then
        assertThat(chosen.proposal())
                .isEqualTo(new ChildAgreement(
                        ChildProposal.parse(text), PEERS.only(), false, Encapsulation.TUNNEL, PEERS.bundledAh()));
        assertThat(accepted.proposal())
                .isEqualTo(new ChildAgreement(
                        ChildProposal.parse(text), OURS.only(), false, Encapsulation.TUNNEL, OURS.bundledAh()));
        assertThat(chosen.answer().proposals()).extracting(Proposal::number).containsExactly(1, 1);
    }

    @Test
    void aBundleIsAnsweredInTheOrderInWhichItWasOffered() {
        // Given AH before ESP
        List<Proposal> espFirst = offer(policy(BUNDLE)).proposals();
        SecurityAssociation offered = onWire(SecurityAssociation.of(espFirst.reversed()));
        // When
        SecurityAssociation answer = chosen(choose(offered, policy(BUNDLE))).answer();
        // Then
        assertThat(answer.proposals()).extracting(Proposal::protocolId).containsExactly(2, 3);
        assertThat(answer.proposals())
                .extracting(Proposal::spi)
                .containsExactly(Octets.ofNumber(OURS.bundledAh(), 4), Octets.ofNumber(OURS.only(), 4));
    }

    static Stream<Arguments> notThisBundle() {
        return Stream.of(
                Arguments.of("ESP alone is allowed", BUNDLE, List.of("aes128gcm16")),
                Arguments.of("AH alone is allowed", BUNDLE, List.of("ah-sha2_256")),
                Arguments.of("a bundle is required, ESP offered", "aes128gcm16", List.of(BUNDLE)),
                Arguments.of("a bundle is required, AH offered", "ah-sha2_256", List.of(BUNDLE)),
                Arguments.of("another AH", "aes128gcm16+ah-sha1", List.of(BUNDLE)),
                Arguments.of("another ESP", "aes256gcm16+ah-sha2_256", List.of(BUNDLE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notThisBundle")
    void aBundleIsNeverTakenByHalf(String name, String offered, List<String> allowed) {
        NothingChosen<ChildAgreement> none =
                none(choose(offer(policy(offered)), policy(allowed.toArray(String[]::new))));

        assertThat(none.reason()).as(name).isEqualTo("no-proposal-chosen");
        assertThat(none.detail()).contains(offered).contains(allowed.getFirst());
    }

    static Stream<Arguments> brokenBundles() {
        Proposal esp = offer(policy(BUNDLE)).proposals().getFirst();
        Proposal ah = offer(policy(BUNDLE)).proposals().getLast();
        return Stream.of(
                Arguments.of("AH in another mode", List.of(esp, with(ah, attributes(4, 2, 5, 5)))),
                Arguments.of("AH with ESN alone", List.of(esp, with(ah, attributes(4, 1, 5, 5, 11, 1)))),
                Arguments.of("AH with a group alone", List.of(esp, with(ah, attributes(4, 1, 5, 5, 3, 19)))),
                Arguments.of("AH without an SPI", List.of(esp, new Proposal(1, 2, Octets.EMPTY, ah.transforms()))),
                Arguments.of("AH twice", List.of(esp, ah, ah)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBundles")
    void halvesThatDoNotGoTogetherAreSkippedWhole(String name, List<Proposal> proposals) {
        assertThat(choose(onWire(SecurityAssociation.of(proposals)), policy(BUNDLE, "aes128gcm16", "ah-sha2_256")))
                .as(name)
                .isInstanceOf(NothingChosen.class);
    }

    @Test
    void anAnswerWithOneHalfOfABundleIsRefused() {
        // Given
        SecurityAssociation offer = offer(policy(BUNDLE));
        SecurityAssociation answer = chosen(choose(offer, policy(BUNDLE))).answer();
        // Then
        assertThat(answer.proposals()).allSatisfy(half -> {
            SecurityAssociation alone = onWire(SecurityAssociation.of(List.of(half)));
            assertThat(none(ChildProposals.accept(alone, offer, policy(BUNDLE, "aes128gcm16"), NO_KE))
                            .reason())
                    .isEqualTo("answer-not-offered");
        });
    }

    static Stream<Arguments> gmac() {
        return Stream.of(
                Arguments.of("ESP without a key length", 3, 23, attributes(4, 1)),
                Arguments.of("ESP with a key of 0 bits", 3, 23, attributes(4, 1, 6, 0)),
                Arguments.of("ESP with an integrity algorithm", 3, 23, attributes(4, 1, 6, 128, 5, 5)),
                Arguments.of("AH with AES-128-GMAC", 2, 11, attributes(4, 1, 5, 11)),
                Arguments.of("AH with AES-128-GMAC and a key length", 2, 11, attributes(4, 1, 5, 11, 6, 128)),
                Arguments.of("AH with ESP's number", 2, 23, attributes(4, 1, 6, 128)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gmac")
    void cve_2024_3652_aProposalOfAesGmacNeverLeadsToKeyMaterialOfNothing(
            String name, int protocol, int id, List<Attribute> attributes) {
        // Given a responder that allows all that it can
        ChildPolicy all = policy("aes128gmac", "aes192gmac", "aes256gmac", "null-sha1", "ah-sha1", "aes128gcm16");
        SecurityAssociation offered = onWire(SecurityAssociation.of(List.of(new Proposal(
                1, protocol, Octets.ofNumber(PEERS.only(), 4), List.of(new Transform(1, id, attributes))))));
        // Then
        assertThat(none(choose(offered, all)).reason()).as(name).isEqualTo("no-proposal-chosen");
        assertThat(all.proposals())
                .allSatisfy(proposal ->
                        assertThat(proposal.transform().keymatOctets()).isGreaterThanOrEqualTo(20));
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT, ACCEPT, false",
        "ACCEPT, PREFER, false",
        "ACCEPT, REFUSE, false",
        "PREFER, ACCEPT, true",
        "PREFER, PREFER, true",
        "PREFER, REQUIRE, true",
        "PREFER, REFUSE, false",
        "REQUIRE, ACCEPT, true",
        "REQUIRE, REQUIRE, true",
        "REFUSE, PREFER, false"
    })
    void extendedSequenceNumbersAreAgreedAsBothEndsWant(
            ExtendedSequenceNumbers initiator, ExtendedSequenceNumbers responder, boolean agreed) {
        // Given
        SecurityAssociation offer = offer(policy(initiator, "aes128gcm16", "aes256gcm16"));
        // When
        Chosen<ChildAgreement> chosen = chosen(choose(offer, policy(responder, "aes256gcm16")));
        Chosen<ChildAgreement> accepted = chosen(ChildProposals.accept(
                onWire(chosen.answer()), offer, policy(initiator, "aes128gcm16", "aes256gcm16"), NO_KE));
        // Then
        assertThat(chosen.proposal().esn()).isEqualTo(agreed);
        assertThat(accepted.proposal().esn()).isEqualTo(agreed);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUIRE, REFUSE, 'extended sequence numbers: offered, not allowed'",
        "REFUSE, REQUIRE, 'extended sequence numbers: not offered, required'",
        "ACCEPT, REQUIRE, 'extended sequence numbers: not offered, required'"
    })
    void whoRequiresOrRefusesExtendedSequenceNumbersSaysSo(
            ExtendedSequenceNumbers initiator, ExtendedSequenceNumbers responder, String detail) {
        assertThat(none(choose(offer(policy(initiator, "aes128gcm16")), policy(responder, "aes128gcm16")))
                        .detail())
                .contains(detail);
    }

    private static Proposal with(Proposal proposal, List<Attribute> attributes) {
        return new Proposal(
                proposal.number(),
                proposal.protocolId(),
                proposal.spi(),
                List.of(new Transform(1, proposal.transforms().getFirst().id(), attributes)));
    }

    private static SecurityAssociation offer(ChildPolicy policy) {
        return onWire(ChildProposals.offer(policy, PEERS, 3600, 0));
    }

    private static Selection<ChildAgreement> choose(SecurityAssociation offered, ChildPolicy policy) {
        return ChildProposals.choose(offered, policy, NO_KE, OURS);
    }

    private static ChildPolicy policy(String... proposals) {
        return policy(ExtendedSequenceNumbers.ACCEPT, proposals);
    }

    private static ChildPolicy policy(ExtendedSequenceNumbers esn, String... proposals) {
        return new ChildPolicy(Stream.of(proposals).map(ChildProposal::parse).toList(), Encapsulation.TUNNEL, esn);
    }
}
