package io.ikebus.negotiator.proposal;

import static io.ikebus.negotiator.proposal.Offers.attributes;
import static io.ikebus.negotiator.proposal.Offers.chosen;
import static io.ikebus.negotiator.proposal.Offers.none;
import static io.ikebus.negotiator.proposal.Offers.onWire;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.proposal.Selection.Chosen;
import io.ikebus.negotiator.proposal.Selection.NothingChosen;
import io.ikebus.protocol.isakmp.Attribute;
import io.ikebus.protocol.isakmp.NotifyType;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChildProposalsTest {
    private static final long OUR_SPI = 0x0a0b0c0dL;
    private static final long PEER_SPI = 0xc1c2c3c4L;
    private static final Octets SPI = Octets.ofNumber(PEER_SPI, 4);
    private static final OptionalInt NO_KE = OptionalInt.empty();
    private static final Spis OURS = new Spis(OUR_SPI, OUR_SPI + 1);
    private static final Spis PEERS = new Spis(PEER_SPI, PEER_SPI + 1);
    private static final ChildProposal CBC = ChildProposal.parse("aes256-sha2_256");
    private static final ChildProposal GCM = ChildProposal.parse("aes128gcm16");
    private static final ChildProposal CBC_PFS = ChildProposal.parse("aes256-sha2_256-modp2048");
    private static final int AES_CBC = 12;
    private static final int AES_GCM_16 = 20;

    @Test
    void anOfferHasOneTransformForEachProposal() {
        // When
        Proposal offer = onWire(offer(List.of(GCM, CBC))).proposals().getFirst();

        // Then
        assertThat(offer.number()).isEqualTo(1);
        assertThat(offer.protocolId()).isEqualTo(3);
        assertThat(offer.spi()).isEqualTo(SPI);
        assertThat(offer.transforms())
                .containsExactly(
                        new Transform(1, AES_GCM_16, attributes(1, 1, 2, 3600, 4, 1, 6, 128)),
                        new Transform(2, AES_CBC, attributes(1, 1, 2, 3600, 4, 1, 6, 256, 5, 5)));
    }

    @Test
    void anOfferWithPfsHasTheGroupInEveryTransformAndOneGroupOnly() {
        // Given
        List<ChildProposal> proposals = List.of(
                CBC_PFS, ChildProposal.parse("aes128gcm16-ecp256"), CBC, ChildProposal.parse("aes128gcm16-modp2048"));

        // When
        Proposal offer = onWire(offer(proposals)).proposals().getFirst();

        // Then
        assertThat(offer.transforms()).extracting(Transform::number).containsExactly(1, 2);
        assertThat(offer.transforms()).extracting(Transform::id).containsExactly(AES_CBC, AES_GCM_16);
        assertThat(offer.transforms())
                .allSatisfy(transform ->
                        assertThat(transform.attribute(3).orElseThrow()).isEqualTo(Attribute.of(3, 14)));
    }

    @Test
    void anOfferNamesEsnAndBothLifetimes() {
        // When
        SecurityAssociation offer = onWire(ChildProposals.offer(
                new ChildPolicy(List.of(GCM), Encapsulation.TUNNEL, ExtendedSequenceNumbers.REQUIRE),
                PEERS,
                86_400,
                1L << 30));

        // Then
        assertThat(offer.proposals().getFirst().transforms().getFirst().attributes())
                .isEqualTo(attributes(1, 1, 2, 86_400, 1, 2, 2, 1 << 20, 4, 1, 6, 128, 11, 1));
        assertThat(chosen(choose(offer, List.of(GCM), NO_KE)).lifetimeBytes()).isEqualTo(1L << 30);
        assertThat(chosen(choose(offer, List.of(GCM), NO_KE)).proposal().esn()).isTrue();
    }

    @Test
    void ourOrderOfPreferenceWinsAndTheAnswerHasOurSpi() {
        // Given
        SecurityAssociation offered = onWire(offer(List.of(CBC, GCM)));

        // When
        Chosen<ChildAgreement> chosen = chosen(choose(offered, List.of(GCM, CBC), NO_KE));

        // Then
        assertThat(chosen.proposal()).isEqualTo(new ChildAgreement(GCM, PEER_SPI, false, Encapsulation.TUNNEL, null));
        assertThat(chosen.answer().proposals())
                .containsExactly(new Proposal(
                        1,
                        3,
                        Octets.ofNumber(OUR_SPI, 4),
                        List.of(offered.proposals().getFirst().transforms().getLast())));
        assertThat(chosen.lifetimeSeconds()).isEqualTo(3600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-sha1",
                "aes192-sha1",
                "aes256-sha1",
                "aes128-sha2_256",
                "aes192-sha2_384",
                "aes256-sha2_512",
                "aes128gcm16",
                "aes192gcm16",
                "aes256gcm16",
                "aes256-sha1-modp2048",
                "aes256gcm16-modp8192",
                "aes256gcm16-ecp521"
            })
    void whatOneSideOffersTheOtherCanChoose(String text) {
        // Given
        ChildProposal proposal = ChildProposal.parse(text);
        OptionalInt keyExchange = keyExchange(proposal);
        SecurityAssociation offer = offer(List.of(proposal));

        // When
        Chosen<ChildAgreement> chosen = chosen(choose(onWire(offer), List.of(proposal), keyExchange));
        Chosen<ChildAgreement> accepted =
                chosen(ChildProposals.accept(onWire(chosen.answer()), offer, policy(proposal), keyExchange));

        // Then
        assertThat(chosen.proposal().proposal()).isEqualTo(proposal);
        assertThat(accepted.proposal())
                .isEqualTo(new ChildAgreement(proposal, OUR_SPI, false, Encapsulation.TUNNEL, null));
    }

    @Test
    void withoutALifetimeItIsEightHours() {
        assertThat(chosen(choose(esp(AES_GCM_16, attributes(4, 1, 6, 128)), List.of(GCM), NO_KE))
                        .lifetimeSeconds())
                .isEqualTo(28_800);
        assertThat(chosen(choose(esp(AES_GCM_16, attributes(4, 1, 6, 128, 1, 2, 2, 100)), List.of(GCM), NO_KE))
                        .lifetimeSeconds())
                .isEqualTo(28_800);
    }

    @Test
    void withoutAnEncapsulationModeItIsATunnel() {
        assertThat(chosen(choose(esp(AES_GCM_16, attributes(6, 128)), List.of(GCM), NO_KE))
                        .proposal()
                        .encapsulationMode())
                .isEqualTo(Encapsulation.TUNNEL);
    }

    @ParameterizedTest
    @CsvSource({"3, UDP_TUNNEL", "61443, UDP_TUNNEL_DRAFT"})
    void aTunnelInUdpIsChosenWhereItIsAcceptable(int mode, Encapsulation encapsulation) {
        // Given
        SecurityAssociation offered = esp(AES_GCM_16, attributes(4, mode, 6, 128));

        // Then
        assertThat(chosen(ChildProposals.choose(
                                offered,
                                new ChildPolicy(List.of(GCM), encapsulation, ExtendedSequenceNumbers.ACCEPT),
                                NO_KE,
                                OURS))
                        .proposal()
                        .encapsulationMode())
                .isEqualTo(encapsulation);
        assertThat(none(choose(offered, List.of(GCM), NO_KE)).detail())
                .contains("encapsulation mode: " + encapsulation + " offered, TUNNEL allowed");
    }

    static Stream<Arguments> unacceptable() {
        return Stream.of(
                Arguments.of("no key length", AES_CBC, attributes(4, 1, 5, 5), "aes offered, aes256 allowed"),
                Arguments.of("another key length", AES_CBC, attributes(4, 1, 5, 5, 6, 128), "aes128 offered"),
                Arguments.of("no integrity", AES_CBC, attributes(4, 1, 6, 256), "integrity: none offered"),
                Arguments.of("HMAC-MD5", AES_CBC, attributes(4, 1, 5, 1, 6, 256), "integrity: md5 offered"),
                Arguments.of("3DES", 3, attributes(4, 1, 5, 5), "encryption: 3des offered"),
                Arguments.of("null encryption", 11, attributes(4, 1, 5, 5), "encryption: null offered"),
                Arguments.of("AES-CTR", 13, attributes(4, 1, 5, 5, 6, 256), "aes256ctr offered"),
                Arguments.of("GCM with a tag of 8", 18, attributes(4, 1, 6, 256), "aes256gcm8 offered"),
                Arguments.of(
                        "GCM with an integrity algorithm",
                        AES_GCM_16,
                        attributes(4, 1, 5, 5, 6, 128),
                        "offered aes128gcm16-sha2_256;"),
                Arguments.of(
                        "GCM with the salt in its key length",
                        AES_GCM_16,
                        attributes(4, 1, 6, 160),
                        "aes160gcm16 offered"),
                Arguments.of(
                        "transport mode",
                        AES_CBC,
                        attributes(4, 2, 5, 5, 6, 256),
                        "encapsulation mode: TRANSPORT offered, TUNNEL allowed"),
                Arguments.of("an unknown mode", AES_CBC, attributes(4, 77, 5, 5, 6, 256), "mode 77 offered"),
                Arguments.of(
                        "compression", AES_CBC, attributes(4, 1, 5, 5, 6, 256, 8, 1), "attribute 8 is not supported"),
                Arguments.of(
                        "key rounds", AES_CBC, attributes(4, 1, 5, 5, 6, 256, 7, 14), "attribute 7 is not supported"),
                Arguments.of("two modes", AES_CBC, attributes(4, 1, 4, 1, 5, 5, 6, 256), "attribute 4 is there twice"),
                Arguments.of("an odd ESN", AES_CBC, attributes(4, 1, 5, 5, 6, 256, 11, 2), "extended sequence numbers"),
                Arguments.of(
                        "a lifetime without type",
                        AES_CBC,
                        attributes(2, 3600, 4, 1, 5, 5, 6, 256),
                        "a life duration has no type before it"),
                Arguments.of(
                        "a group without key exchange",
                        AES_CBC,
                        attributes(4, 1, 5, 5, 6, 256, 3, 14),
                        "a group is there, and no key exchange"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unacceptable")
    void aTransformThatIsNotOursInEveryAttributeIsNotChosen(
            String name, int id, List<Attribute> attributes, String detail) {
        NothingChosen<ChildAgreement> none = none(choose(esp(id, attributes), List.of(CBC, GCM), NO_KE));

        assertThat(none.notifyType()).as(name).isEqualTo(NotifyType.NO_PROPOSAL_CHOSEN);
        assertThat(none.reason()).isEqualTo("no-proposal-chosen");
        assertThat(none.detail()).contains(detail);
    }

    static Stream<Arguments> unacceptableProposals() {
        List<Transform> transforms = List.of(new Transform(1, AES_GCM_16, attributes(4, 1, 6, 128)));
        Proposal esp = new Proposal(1, 3, SPI, transforms);
        return Stream.of(
                Arguments.of(
                        "AH",
                        List.of(new Proposal(1, 2, SPI, List.of(new Transform(1, 3, attributes(4, 1, 5, 2))))),
                        "protocol: AH offered, ESP allowed"),
                Arguments.of("IPCOMP", List.of(new Proposal(1, 4, Octets.of(0, 2), transforms)), "is for IPCOMP"),
                Arguments.of("ISAKMP", List.of(new Proposal(1, 1, SPI, transforms)), "is for ISAKMP"),
                Arguments.of(
                        "ESP and AH",
                        List.of(esp, new Proposal(1, 2, SPI, transforms)),
                        "protocol: ESP+AH offered, ESP allowed"),
                Arguments.of(
                        "ESP, AH and IPCOMP",
                        List.of(
                                esp,
                                new Proposal(1, 2, SPI, transforms),
                                new Proposal(1, 4, Octets.of(0, 2), transforms)),
                        "part of a bundle of ESP and AH and IPCOMP"),
                Arguments.of(
                        "ESP and IPCOMP",
                        List.of(new Proposal(1, 4, Octets.of(0, 2), transforms), esp),
                        "part of a bundle"),
                Arguments.of("ESP twice", List.of(esp, esp), "part of a bundle"),
                Arguments.of("no SPI", List.of(new Proposal(1, 3, Octets.EMPTY, transforms)), "SPI of 0 octets"),
                Arguments.of(
                        "an SPI of 2 octets", List.of(new Proposal(1, 3, Octets.of(1, 2), transforms)), "2 octets"),
                Arguments.of(
                        "an SPI of 8 octets",
                        List.of(new Proposal(1, 3, Octets.ofNumber(PEER_SPI, 8), transforms)),
                        "8 octets"),
                Arguments.of("SPI 0", List.of(new Proposal(1, 3, Octets.ofNumber(0, 4), transforms)), "a reserved SPI"),
                Arguments.of(
                        "SPI 255", List.of(new Proposal(1, 3, Octets.ofNumber(255, 4), transforms)), "a reserved SPI"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unacceptableProposals")
    void whatIsNotEspAloneWithAnSpiIsPassedOver(String name, List<Proposal> proposals, String detail) {
        NothingChosen<ChildAgreement> none =
                none(choose(onWire(SecurityAssociation.of(proposals)), List.of(GCM), NO_KE));

        assertThat(none.notifyType()).as(name).isEqualTo(NotifyType.NO_PROPOSAL_CHOSEN);
        assertThat(none.detail()).contains(detail);
    }

    @Test
    void theAlternativeToABundleIsChosen() {
        // Given AH and ESP together, or else ESP alone
        List<Transform> transforms = List.of(new Transform(4, AES_GCM_16, attributes(4, 1, 6, 128)));
        SecurityAssociation offered = onWire(SecurityAssociation.of(List.of(
                new Proposal(1, 2, Octets.ofNumber(1000, 4), transforms),
                new Proposal(1, 3, Octets.ofNumber(1001, 4), transforms),
                new Proposal(2, 3, Octets.ofNumber(1002, 4), transforms))));

        // When
        Chosen<ChildAgreement> chosen = chosen(choose(offered, List.of(GCM), NO_KE));

        // Then
        assertThat(chosen.proposal().peerSpi()).isEqualTo(1002);
        assertThat(chosen.answer().proposals())
                .containsExactly(new Proposal(2, 3, Octets.ofNumber(OUR_SPI, 4), transforms));
    }

    @Test
    void theLargestAndTheSmallestSpiAreTaken() {
        assertThat(Stream.of(256L, 0xffffffffL)).allSatisfy(spi -> {
            SecurityAssociation offered = onWire(ChildProposals.offer(policy(GCM), new Spis(spi, 0x1000), 3600, 0));
            assertThat(chosen(choose(offered, List.of(GCM), NO_KE)).proposal().peerSpi())
                    .isEqualTo(spi);
        });
    }

    static Stream<Arguments> keyExchanges() {
        return Stream.of(
                Arguments.of("PFS offered and allowed", CBC_PFS, CBC_PFS, OptionalInt.of(256), true),
                Arguments.of("PFS offered, none allowed", CBC_PFS, CBC, OptionalInt.of(256), false),
                Arguments.of("none offered, PFS demanded", CBC, CBC_PFS, NO_KE, false),
                Arguments.of("a key exchange without a group", CBC, CBC, OptionalInt.of(256), false),
                Arguments.of("a key exchange of another length", CBC_PFS, CBC_PFS, OptionalInt.of(128), false),
                Arguments.of(
                        "another group",
                        CBC_PFS,
                        ChildProposal.parse("aes256-sha2_256-modp3072"),
                        OptionalInt.of(256),
                        false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyExchanges")
    void groupAndKeyExchangeGoTogether(
            String name, ChildProposal offered, ChildProposal allowed, OptionalInt keyExchange, boolean isChosen) {
        Selection<ChildAgreement> selection = choose(onWire(offer(List.of(offered))), List.of(allowed), keyExchange);

        assertThat(selection instanceof Chosen<ChildAgreement>).as(name).isEqualTo(isChosen);
    }

    @Test
    void aRefusalNamesTheNearestPairAndWhereItDiffers() {
        // Given
        SecurityAssociation offered = onWire(offer(List.of(ChildProposal.parse("aes256-sha1"), GCM)));

        // When
        Mismatch mismatch =
                ChildProposals.mismatch(offered, policy(CBC_PFS, CBC), NO_KE).orElseThrow();

        // Then
        assertThat(mismatch.nearestOffered()).isEqualTo("aes256-sha1");
        assertThat(mismatch.nearestAllowed()).isEqualTo("aes256-sha2_256");
        assertThat(mismatch.differences()).containsExactly("integrity: sha1 offered, sha2_256 allowed");
        assertThat(none(choose(offered, List.of(CBC_PFS, CBC), NO_KE)).detail())
                .isEqualTo("offered aes256-sha1, aes128gcm16; allowed aes256-sha2_256-modp2048, aes256-sha2_256;"
                        + " nearest are aes256-sha1 and aes256-sha2_256 (integrity: sha1 offered, sha2_256 allowed)");
    }

    static Stream<Arguments> badAnswers() {
        List<Attribute> gcm = attributes(1, 1, 2, 3600, 4, 1, 6, 128);
        return Stream.of(
                Arguments.of(
                        "two transforms",
                        List.of(new Proposal(
                                1,
                                3,
                                SPI,
                                List.of(new Transform(1, AES_GCM_16, gcm), new Transform(2, AES_GCM_16, gcm)))),
                        "bad-proposal-syntax"),
                Arguments.of(
                        "a second proposal",
                        List.of(espAnswer(1, 1, AES_GCM_16, gcm), espAnswer(2, 1, AES_GCM_16, gcm)),
                        "bad-proposal-syntax"),
                Arguments.of(
                        "AH beside ESP",
                        List.of(
                                espAnswer(1, 1, AES_GCM_16, gcm),
                                new Proposal(1, 2, SPI, List.of(new Transform(1, 3, gcm)))),
                        "answer-not-offered"),
                Arguments.of(
                        "a reserved SPI",
                        List.of(new Proposal(1, 3, Octets.ofNumber(7, 4), List.of(new Transform(1, AES_GCM_16, gcm)))),
                        "bad-proposal-syntax"),
                Arguments.of("another cipher", List.of(espAnswer(1, 1, 11, gcm)), "answer-not-offered"),
                Arguments.of(
                        "transport mode",
                        List.of(espAnswer(1, 1, AES_GCM_16, attributes(1, 1, 2, 3600, 4, 2, 6, 128))),
                        "answer-not-offered"),
                Arguments.of(
                        "a group that was not offered",
                        List.of(espAnswer(1, 1, AES_GCM_16, attributes(1, 1, 2, 3600, 4, 1, 6, 128, 3, 14))),
                        "answer-not-offered"),
                Arguments.of(
                        "ESN that was not offered",
                        List.of(espAnswer(1, 1, AES_GCM_16, attributes(1, 1, 2, 3600, 4, 1, 6, 128, 11, 1))),
                        "answer-not-offered"));
    }

    private static Proposal espAnswer(int proposal, int transform, int id, List<Attribute> attributes) {
        return new Proposal(proposal, 3, SPI, List.of(new Transform(transform, id, attributes)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void anAnswerThatIsNotOneTransformOfTheOfferIsRefused(String name, List<Proposal> proposals, String reason) {
        NothingChosen<ChildAgreement> none = none(ChildProposals.accept(
                onWire(SecurityAssociation.of(proposals)), offer(List.of(GCM)), policy(GCM), NO_KE));

        assertThat(none.reason()).as(name).isEqualTo(reason);
        assertThat(none.detail()).isNotBlank();
    }

    @Test
    void anAnswerWithPfsButWithoutItsKeyExchangeIsRefused() {
        // Given
        SecurityAssociation offer = offer(List.of(CBC_PFS));
        SecurityAssociation answer = chosen(choose(onWire(offer), List.of(CBC_PFS), OptionalInt.of(256)))
                .answer();

        // Then
        assertThat(none(ChildProposals.accept(onWire(answer), offer, policy(CBC_PFS), NO_KE))
                        .detail())
                .contains("a group is there, and no key exchange");
    }

    @Test
    void anAnswerMayHaveAShorterLifetime() {
        Chosen<ChildAgreement> accepted = chosen(ChildProposals.accept(
                esp(AES_GCM_16, attributes(1, 1, 2, 600, 4, 1, 6, 128)), offer(List.of(GCM)), policy(GCM), NO_KE));

        assertThat(accepted.lifetimeSeconds()).isEqualTo(600);
        assertThat(accepted.proposal().peerSpi()).isEqualTo(PEER_SPI);
    }

    private static OptionalInt keyExchange(ChildProposal proposal) {
        return proposal.pfs()
                .map(group -> OptionalInt.of(group.publicValueOctets()))
                .orElse(NO_KE);
    }

    private static SecurityAssociation offer(List<ChildProposal> proposals) {
        return ChildProposals.offer(policy(proposals.toArray(ChildProposal[]::new)), PEERS, 3600, 0);
    }

    private static SecurityAssociation esp(int id, List<Attribute> attributes) {
        return onWire(SecurityAssociation.of(List.of(espAnswer(1, 1, id, attributes))));
    }

    private static Selection<ChildAgreement> choose(
            SecurityAssociation offered, List<ChildProposal> allowed, OptionalInt keyExchange) {
        return ChildProposals.choose(offered, policy(allowed.toArray(ChildProposal[]::new)), keyExchange, OURS);
    }

    private static ChildPolicy policy(ChildProposal... proposals) {
        return new ChildPolicy(List.of(proposals), Encapsulation.TUNNEL, ExtendedSequenceNumbers.ACCEPT);
    }
}
