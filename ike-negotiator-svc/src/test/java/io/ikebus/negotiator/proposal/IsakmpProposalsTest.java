package io.ikebus.negotiator.proposal;

import static io.ikebus.negotiator.proposal.Offers.attribute;
import static io.ikebus.negotiator.proposal.Offers.attributes;
import static io.ikebus.negotiator.proposal.Offers.chosen;
import static io.ikebus.negotiator.proposal.Offers.isakmp;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IsakmpProposalsTest {
    private static final IsakmpProposal STRONG = IsakmpProposal.parse("aes256-sha2_256-modp3072");
    private static final IsakmpProposal FAST = IsakmpProposal.parse("aes128-sha1-modp2048");
    /** aes128-sha1-modp2048 with a pre-shared key, as a peer may write it. */
    private static final List<Attribute> FAST_ATTRIBUTES =
            attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 1, 11, 1, 12, 3600);

    @Test
    void anOfferHasOneTransformForEachProposal() {
        // When
        SecurityAssociation offer = onWire(IsakmpProposals.offer(List.of(STRONG, FAST), 86_400));

        // Then
        assertThat(offer.proposals()).hasSize(1);
        Proposal proposal = offer.proposals().getFirst();
        assertThat(proposal.number()).isEqualTo(1);
        assertThat(proposal.protocolId()).isEqualTo(1);
        assertThat(proposal.spi()).isEqualTo(Octets.EMPTY);
        assertThat(proposal.transforms()).extracting(Transform::number).containsExactly(1, 2);
        assertThat(proposal.transforms()).extracting(Transform::id).containsOnly(1);
        assertThat(proposal.transforms().getLast().attributes())
                .isEqualTo(attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 1, 11, 1, 12, 86_400));
    }

    @Test
    void ourOrderOfPreferenceWins() {
        // Given
        SecurityAssociation offered = onWire(IsakmpProposals.offer(List.of(FAST, STRONG), 3600));

        // When
        Chosen<IsakmpProposal> chosen = chosen(IsakmpProposals.choose(offered, List.of(STRONG, FAST)));

        // Then
        assertThat(chosen.proposal()).isEqualTo(STRONG);
        assertThat(chosen.lifetimeSeconds()).isEqualTo(3600);
        assertThat(chosen.lifetimeBytes()).isZero();
    }

    @Test
    void theAnswerRepeatsNumbersAndAttributesAsTheyWereOffered() {
        // Given numbers that do not start at 1, long forms where short ones would do, and an unusual order
        List<Attribute> unusual = List.of(
                attribute(11, 1),
                Attribute.of(12, Octets.of(0, 0, 0, 0, 0, 0, 14, 16)),
                Attribute.of(14, Octets.of(0, 128)),
                attribute(3, 1),
                attribute(4, 14),
                Attribute.of(2, Octets.of(0, 0, 0, 2)),
                attribute(1, 7));
        SecurityAssociation offered = onWire(SecurityAssociation.of(List.of(new Proposal(
                0,
                1,
                Octets.EMPTY,
                List.of(new Transform(7, 1, attributes(1, 5, 2, 1, 3, 1, 4, 2)), new Transform(9, 1, unusual))))));

        // When
        Chosen<IsakmpProposal> chosen = chosen(IsakmpProposals.choose(offered, List.of(FAST)));

        // Then
        assertThat(chosen.answer().proposals())
                .containsExactly(new Proposal(0, 1, Octets.EMPTY, List.of(new Transform(9, 1, unusual))));
        assertThat(onWire(chosen.answer())).isEqualTo(chosen.answer());
        assertThat(chosen.lifetimeSeconds()).isEqualTo(3600);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "8", "16"})
    void anSpiOfUpTo16OctetsIsIgnored(int octets) {
        // Given
        SecurityAssociation offered = onWire(SecurityAssociation.of(List.of(
                new Proposal(1, 1, Octets.wrap(new byte[octets]), List.of(new Transform(1, 1, FAST_ATTRIBUTES))))));

        // Then
        assertThat(chosen(IsakmpProposals.choose(offered, List.of(FAST))).proposal())
                .isEqualTo(FAST);
    }

    @Test
    void aProposalThatIsAnAlternativeIsTakenToo() {
        // Given two proposals with different numbers, as some peers send instead of two transforms
        SecurityAssociation offered = onWire(SecurityAssociation.of(List.of(
                new Proposal(1, 1, Octets.EMPTY, List.of(new Transform(1, 1, attributes(1, 5, 2, 1, 3, 1, 4, 2)))),
                new Proposal(2, 1, Octets.EMPTY, List.of(new Transform(1, 1, FAST_ATTRIBUTES))))));

        // When
        Chosen<IsakmpProposal> chosen = chosen(IsakmpProposals.choose(offered, List.of(FAST)));

        // Then
        assertThat(chosen.answer().proposals()).extracting(Proposal::number).containsExactly(2);
    }

    static Stream<Arguments> lifetimes() {
        return Stream.of(
                Arguments.of("none", attributes(), 0L, 0L),
                Arguments.of("short form", attributes(11, 1, 12, 28_800), 28_800L, 0L),
                Arguments.of("beyond 16 bits", attributes(11, 1, 12, 65_536), 65_536L, 0L),
                Arguments.of("one octet", pair(1, Octets.of(200)), 200L, 0L),
                Arguments.of("three octets", pair(1, Octets.of(1, 0, 0)), 65_536L, 0L),
                Arguments.of("eight octets", pair(1, Octets.of(0, 0, 0, 0, 0, 1, 81, 128)), 86_400L, 0L),
                Arguments.of("more than 63 bits", pair(1, Octets.ofNumber(-1, 8)), Long.MAX_VALUE, 0L),
                Arguments.of("kilobytes alone", attributes(11, 2, 12, 1000), 0L, 1_024_000L),
                Arguments.of("kilobytes without end", pair(2, Octets.ofNumber(-1, 8)), 0L, Long.MAX_VALUE),
                Arguments.of("both", attributes(11, 1, 12, 600, 11, 2, 12, 5), 600L, 5120L),
                Arguments.of("both, bytes first", attributes(11, 2, 12, 5, 11, 1, 12, 600), 600L, 5120L));
    }

    private static List<Attribute> pair(int type, Octets duration) {
        return List.of(attribute(11, type), Attribute.of(12, duration));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lifetimes")
    void eachDurationIsReadWithTheTypeBeforeIt(String name, List<Attribute> lifetime, long seconds, long bytes) {
        // Given
        SecurityAssociation offered = isakmp(with(attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 1), lifetime));

        // When
        Chosen<IsakmpProposal> chosen = chosen(IsakmpProposals.choose(offered, List.of(FAST)));

        // Then
        assertThat(chosen.lifetimeSeconds()).as(name).isEqualTo(seconds);
        assertThat(chosen.lifetimeBytes()).as(name).isEqualTo(bytes);
    }

    static Stream<Arguments> unacceptable() {
        return Stream.of(
                Arguments.of("no key length", attributes(1, 7, 2, 2, 4, 14, 3, 1), "aes128 allowed"),
                Arguments.of("another key length", attributes(1, 7, 14, 256, 2, 2, 4, 14, 3, 1), "aes256 offered"),
                Arguments.of("3DES", attributes(1, 5, 2, 2, 4, 14, 3, 1), "3des offered"),
                Arguments.of("MD5", attributes(1, 7, 14, 128, 2, 1, 4, 14, 3, 1), "hash: md5 offered"),
                Arguments.of("group 2", attributes(1, 7, 14, 128, 2, 2, 4, 2, 3, 1), "group: modp1024 offered"),
                Arguments.of("no group", attributes(1, 7, 14, 128, 2, 2, 3, 1), "group: none offered"),
                Arguments.of("RSA signatures", attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 3), "rsa-signature offered"),
                Arguments.of("XAUTH", attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 65001), "xauth-initiator-psk"),
                Arguments.of("a prf", with(FAST_ATTRIBUTES, attributes(13, 1)), "attribute 13 is not supported"),
                Arguments.of("a private one", with(FAST_ATTRIBUTES, attributes(16384, 1)), "attribute 16384"),
                Arguments.of("two groups", with(FAST_ATTRIBUTES, attributes(4, 14)), "attribute 4 is there twice"),
                Arguments.of(
                        "a group of 9 octets",
                        with(attributes(1, 7, 14, 128, 2, 2, 3, 1), List.of(Attribute.of(4, Octets.ofNumber(-1, 9)))),
                        "attribute 4 is no number"),
                Arguments.of(
                        "a group of no octets",
                        with(attributes(1, 7, 14, 128, 2, 2, 3, 1), List.of(Attribute.of(4, Octets.EMPTY))),
                        "attribute 4 is no number"),
                Arguments.of(
                        "a duration before its type",
                        attributes(12, 3600, 11, 1, 1, 7, 14, 128, 2, 2, 4, 14, 3, 1),
                        "a life duration has no type before it"),
                Arguments.of("a type without duration", with(FAST_ATTRIBUTES, attributes(11, 2)), "has no duration"),
                Arguments.of(
                        "two types in a row",
                        attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 1, 11, 1, 11, 2, 12, 5),
                        "has no duration"),
                Arguments.of("an unknown life type", with(FAST_ATTRIBUTES, attributes(11, 3, 12, 5)), "life type 3"),
                Arguments.of(
                        "two lifetimes in seconds",
                        with(FAST_ATTRIBUTES, attributes(11, 1, 12, 5)),
                        "a lifetime is there twice"),
                Arguments.of(
                        "a lifetime of zero",
                        attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 1, 11, 1, 12, 0),
                        "a life duration is zero"),
                Arguments.of(
                        "a duration of 9 octets",
                        with(
                                attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 1, 11, 1),
                                List.of(Attribute.of(12, Octets.wrap(new byte[9])))),
                        "longer than 8 octets"),
                Arguments.of("nothing", attributes(), "encryption"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unacceptable")
    void aTransformThatIsNotOursInEveryAttributeIsNotChosen(String name, List<Attribute> attributes, String detail) {
        NothingChosen<IsakmpProposal> none = none(IsakmpProposals.choose(isakmp(attributes), List.of(FAST)));

        assertThat(none.notifyType()).as(name).isEqualTo(NotifyType.NO_PROPOSAL_CHOSEN);
        assertThat(none.reason()).isEqualTo("no-proposal-chosen");
        assertThat(none.detail()).contains(detail);
    }

    static Stream<Arguments> unacceptableProposals() {
        List<Transform> transforms = List.of(new Transform(1, 1, FAST_ATTRIBUTES));
        Proposal good = new Proposal(1, 1, Octets.EMPTY, transforms);
        return Stream.of(
                Arguments.of("for ESP", List.of(new Proposal(1, 3, Octets.EMPTY, transforms)), "is for ESP"),
                Arguments.of(
                        "with an SPI of 17 octets",
                        List.of(new Proposal(1, 1, Octets.wrap(new byte[17]), transforms)),
                        "SPI of 17 octets"),
                Arguments.of("twice the same number", List.of(good, good), "part of a bundle"),
                Arguments.of(
                        "not KEY_IKE",
                        List.of(new Proposal(1, 1, Octets.EMPTY, List.of(new Transform(1, 2, FAST_ATTRIBUTES)))),
                        "transform id 2 is not KEY_IKE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unacceptableProposals")
    void aProposalThatIsNotOfPhase1IsPassedOver(String name, List<Proposal> proposals, String detail) {
        NothingChosen<IsakmpProposal> none =
                none(IsakmpProposals.choose(onWire(SecurityAssociation.of(proposals)), List.of(FAST)));

        assertThat(none.notifyType()).as(name).isEqualTo(NotifyType.NO_PROPOSAL_CHOSEN);
        assertThat(none.detail()).contains(detail);
    }

    @Test
    void aRefusalNamesTheNearestPairAndWhereItDiffers() {
        // Given
        SecurityAssociation offered = onWire(IsakmpProposals.offer(
                List.of(IsakmpProposal.parse("aes256-sha2_512-ecp521"), IsakmpProposal.parse("aes128-sha1-modp3072")),
                3600));

        // When
        NothingChosen<IsakmpProposal> none = none(IsakmpProposals.choose(offered, List.of(STRONG, FAST)));
        Mismatch mismatch =
                IsakmpProposals.mismatch(offered, List.of(STRONG, FAST)).orElseThrow();

        // Then
        assertThat(mismatch)
                .isEqualTo(new Mismatch(
                        List.of("aes256-sha2_512-ecp521", "aes128-sha1-modp3072"),
                        List.of("aes256-sha2_256-modp3072", "aes128-sha1-modp2048"),
                        "aes128-sha1-modp3072",
                        "aes128-sha1-modp2048",
                        List.of("group: modp3072 offered, modp2048 allowed")));
        assertThat(none.detail()).isEqualTo(mismatch.sentence());
    }

    @Test
    void anOfferOfHundredsOfTransformsIsRefusedUnread() {
        // Given
        List<Proposal> many = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> new Proposal(
                        number,
                        1,
                        Octets.EMPTY,
                        IntStream.rangeClosed(1, 200)
                                .mapToObj(i -> new Transform(i, 1, FAST_ATTRIBUTES))
                                .toList()))
                .toList();

        // When
        NothingChosen<IsakmpProposal> none =
                none(IsakmpProposals.choose(onWire(SecurityAssociation.of(many)), List.of(FAST)));

        // Then
        assertThat(none.notifyType()).isEqualTo(NotifyType.BAD_PROPOSAL_SYNTAX);
        assertThat(none.reason()).isEqualTo("bad-proposal-syntax");
    }

    @Test
    void aRefusalOfManyTransformsStaysShort() {
        // Given 200 transforms that all differ
        List<Transform> many = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> new Transform(i, 1, attributes(1, 1000 + i, 14, 60_000 + i, 2, 900 + i)))
                .toList();
        SecurityAssociation offered = onWire(SecurityAssociation.of(List.of(new Proposal(1, 1, Octets.EMPTY, many))));

        // When
        NothingChosen<IsakmpProposal> none = none(IsakmpProposals.choose(offered, Policy.DEFAULT.isakmp()));

        // Then
        assertThat(none.detail()).contains("and 188 more").hasSizeLessThan(1500);
    }

    @Test
    void nothingIsChosenFromAnEmptyPolicy() {
        assertThat(none(IsakmpProposals.choose(isakmp(FAST_ATTRIBUTES), List.of()))
                        .detail())
                .isNotBlank();
    }

    @Test
    void theInitiatorAcceptsWhatTheResponderChose() {
        // Given
        List<IsakmpProposal> ours = List.of(STRONG, FAST);
        SecurityAssociation offer = IsakmpProposals.offer(ours, 86_400);
        SecurityAssociation answer = onWire(
                chosen(IsakmpProposals.choose(onWire(offer), List.of(FAST))).answer());

        // When
        Chosen<IsakmpProposal> accepted = chosen(IsakmpProposals.accept(answer, offer, ours));

        // Then
        assertThat(accepted.proposal()).isEqualTo(FAST);
        assertThat(accepted.lifetimeSeconds()).isEqualTo(86_400);
    }

    @Test
    void anAnswerMayCountAnew() {
        // Given the second of two transforms, answered as the first of another proposal
        List<IsakmpProposal> ours = List.of(STRONG, FAST);
        SecurityAssociation answer = onWire(SecurityAssociation.of(
                List.of(new Proposal(0, 1, Octets.EMPTY, List.of(new Transform(1, 1, FAST_ATTRIBUTES))))));

        // Then
        assertThat(chosen(IsakmpProposals.accept(answer, IsakmpProposals.offer(ours, 3600), ours))
                        .proposal())
                .isEqualTo(FAST);
    }

    @Test
    void anAnswerMayHaveAnotherLifetimeOrNone() {
        SecurityAssociation offer = IsakmpProposals.offer(List.of(FAST), 86_400);

        assertThat(chosen(IsakmpProposals.accept(isakmp(FAST_ATTRIBUTES), offer, List.of(FAST)))
                        .lifetimeSeconds())
                .isEqualTo(3600);
        assertThat(chosen(IsakmpProposals.accept(
                                isakmp(attributes(1, 7, 14, 128, 2, 2, 4, 14, 3, 1)), offer, List.of(FAST)))
                        .lifetimeSeconds())
                .isEqualTo(86_400);
    }

    static Stream<Arguments> badAnswers() {
        Transform fast = new Transform(1, 1, FAST_ATTRIBUTES);
        return Stream.of(
                Arguments.of(
                        "two transforms",
                        List.of(new Proposal(1, 1, Octets.EMPTY, List.of(fast, fast))),
                        "bad-proposal-syntax"),
                Arguments.of(
                        "two proposals",
                        List.of(
                                new Proposal(1, 1, Octets.EMPTY, List.of(fast)),
                                new Proposal(2, 1, Octets.EMPTY, List.of(fast))),
                        "bad-proposal-syntax"),
                Arguments.of(
                        "one proposal beside one of another protocol",
                        List.of(
                                new Proposal(1, 1, Octets.EMPTY, List.of(fast)),
                                new Proposal(2, 3, Octets.EMPTY, List.of(fast))),
                        "bad-proposal-syntax"),
                Arguments.of(
                        "another protocol",
                        List.of(new Proposal(1, 3, Octets.EMPTY, List.of(fast))),
                        "bad-proposal-syntax"),
                Arguments.of(
                        "another transform id",
                        List.of(new Proposal(1, 1, Octets.EMPTY, List.of(new Transform(1, 2, FAST_ATTRIBUTES)))),
                        "answer-not-offered"),
                Arguments.of(
                        "a shorter key",
                        List.of(new Proposal(
                                1,
                                1,
                                Octets.EMPTY,
                                List.of(new Transform(1, 1, attributes(1, 7, 14, 64, 2, 2, 4, 14, 3, 1))))),
                        "answer-not-offered"),
                Arguments.of(
                        "an attribute more",
                        List.of(new Proposal(
                                1,
                                1,
                                Octets.EMPTY,
                                List.of(new Transform(1, 1, with(FAST_ATTRIBUTES, attributes(13, 1)))))),
                        "answer-not-offered"),
                Arguments.of(
                        "an attribute less",
                        List.of(new Proposal(
                                1,
                                1,
                                Octets.EMPTY,
                                List.of(new Transform(1, 1, attributes(1, 7, 14, 128, 2, 2, 4, 14))))),
                        "answer-not-offered"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void anAnswerThatIsNotOneTransformOfTheOfferIsRefused(String name, List<Proposal> proposals, String reason) {
        // Given
        SecurityAssociation offer = IsakmpProposals.offer(List.of(FAST), 3600);

        // When
        NothingChosen<IsakmpProposal> none =
                none(IsakmpProposals.accept(onWire(SecurityAssociation.of(proposals)), offer, List.of(FAST)));

        // Then
        assertThat(none.reason()).as(name).isEqualTo(reason);
        assertThat(none.notifyType()).isEqualTo(NotifyType.BAD_PROPOSAL_SYNTAX);
        assertThat(none.detail()).isNotBlank();
    }

    @Test
    void anAnswerThatThePolicyNoLongerAllowsIsRefused() {
        SecurityAssociation offer = IsakmpProposals.offer(List.of(FAST), 3600);

        assertThat(none(IsakmpProposals.accept(isakmp(FAST_ATTRIBUTES), offer, List.of(STRONG)))
                        .reason())
                .isEqualTo("no-proposal-chosen");
    }

    private static List<Attribute> with(List<Attribute> attributes, List<Attribute> more) {
        return Stream.concat(attributes.stream(), more.stream()).toList();
    }
}
