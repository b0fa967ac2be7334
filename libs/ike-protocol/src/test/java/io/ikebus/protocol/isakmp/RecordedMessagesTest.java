package io.ikebus.protocol.isakmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.protocol.isakmp.Recordings.Recorded;
import io.ikebus.protocol.octets.Octets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedMessagesTest {

    static List<Recorded> strongswan() {
        return Recordings.strongswan();
    }

    @ParameterizedTest
    @MethodSource("strongswan")
    void strongswansMessagesAreReadAndWrittenOctetForOctet(Recorded recorded) {
        checkRoundTrip(recorded);
    }

    @ParameterizedTest
    @MethodSource("strongswan")
    void theirPayloadsAreThoseOfStrongswansLog(Recorded recorded) {
        assertThat(recorded.isEncrypted() ? "encrypted" : names(message(recorded.message())))
                .isEqualTo(recorded.payloads());
    }

    @Test
    void routersMessagesAreReadAndWrittenOctetForOctet() {
        // Given
        if (!Recordings.hasRouters()) {
            System.out.println("Skipped: no recordings of routers at " + Recordings.ROUTERS
                    + "; -Drecorded.handshakes names their folder.");
        }
        assumeTrue(Recordings.hasRouters(), "no recordings of routers at " + Recordings.ROUTERS);
        // When
        List<Recorded> routers = Recordings.routers();
        // Then
        assertThat(routers).hasSizeGreaterThan(30).allSatisfy(RecordedMessagesTest::checkRoundTrip);
    }

    @Test
    void anOfferOfStrongswanIsUnderstood() {
        // When
        SecurityAssociation offer = message(Recordings.strongswan("main-mode-1"))
                .chain()
                .only(SecurityAssociation.class)
                .orElseThrow();
        // Then
        assertThat(offer.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.protocolId()).isEqualTo(1);
            assertThat(proposal.transforms()).extracting(Transform::number).containsExactly(1, 2, 3);
            // AES-CBC with 256, 128 and 192 bits, MODP-2048, ECP-256 and MODP-3072.
            assertThat(proposal.transforms().stream().map(transform -> number(transform, 14)))
                    .containsExactly(256L, 128L, 192L);
            assertThat(proposal.transforms().stream().map(transform -> number(transform, 4)))
                    .containsExactly(14L, 19L, 15L);
        });
        assertThat(offer.body()).isEqualTo(Recordings.strongswan("main-mode-1").slice(32, 28 + 0x80));
    }

    @Test
    void aRefusalOfStrongswanIsUnderstood() {
        assertThat(message(Recordings.strongswan("no-proposal-chosen")).chain().only(Payload.Notification.class))
                .get()
                .extracting(Payload.Notification::notifyType)
                .isEqualTo(NotifyType.NO_PROPOSAL_CHOSEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main-mode-3", "aggressive-mode-2"})
    void fragmentsOfStrongswanMakeAMessage(String name) {
        // Given
        List<Payload.Fragment> fragments = strongswan().stream()
                .filter(recorded -> recorded.name().startsWith(name + "-fragment-"))
                .map(recorded -> message(recorded.message())
                        .chain()
                        .only(Payload.Fragment.class)
                        .orElseThrow())
                .toList();
        // When
        Octets whole =
                Octets.concat(fragments.stream().map(Payload.Fragment::data).toArray(Octets[]::new));
        // Then
        assertThat(fragments)
                .extracting(Payload.Fragment::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, fragments.size()).boxed().toList());
        assertThat(fragments.getLast().last()).isTrue();
        assertThat(fragments.subList(0, fragments.size() - 1)).noneMatch(Payload.Fragment::last);
        assertThat(message(whole).chain().only(Payload.KeyExchange.class)).isPresent();
    }

    static Stream<Recorded> inClear() {
        return strongswan().stream().filter(recorded -> !recorded.isEncrypted());
    }

    /** The length in the header is the datagram's, so that each cut is one inside the payloads. */
    @ParameterizedTest
    @MethodSource("inClear")
    void aMessageCutAtAnyOctetIsRefused(Recorded recorded) {
        SoftAssertions softly = new SoftAssertions();
        for (int length = 0; length < recorded.message().length(); length++) {
            Octets cut = recorded.message().slice(0, length);
            softly.assertThat(IsakmpMessage.decode(cut))
                    .as("cut at %d, as it is", length)
                    .isInstanceOf(Decoded.Refused.class);
            if (length >= IsakmpHeader.LENGTH) {
                softly.assertThat(IsakmpMessage.decode(Wire.withRightLength(cut)))
                        .as("cut at %d, length set right", length)
                        .isInstanceOfSatisfying(
                                Decoded.Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Refusal.TRUNCATED_PAYLOAD));
            }
        }
        softly.assertAll();
    }

    private static void checkRoundTrip(Recorded recorded) {
        if (recorded.isEncrypted()) {
            Decoded<IsakmpHeader> header = IsakmpHeader.decode(recorded.message());
            assertThat(header.map(IsakmpHeader::isEncrypted)).isEqualTo(Decoded.of(true));
            assertThat(header.map(h -> Octets.concat(h.encode(), IsakmpMessage.bodyOf(recorded.message()))))
                    .isEqualTo(Decoded.of(recorded.message()));
            return;
        }
        IsakmpMessage message = message(recorded.message());
        assertThat(message.encode()).isEqualTo(recorded.message());
        assertThat(PayloadChain.of(message.chain().payloads())).isEqualTo(message.chain());
        assertThat(message.chain().payloads())
                .filteredOn(payload -> !Samples.hasBitsWithoutMeaning(payload))
                .allSatisfy(payload -> assertThat(Samples.rebuilt(payload)).isEqualTo(payload));
    }

    private static IsakmpMessage message(Octets octets) {
        return switch (IsakmpMessage.decode(octets)) {
            case Decoded.Accepted<IsakmpMessage>(IsakmpMessage message) -> message;
            case Decoded.Refused<IsakmpMessage>(Refusal reason, String detail) ->
                throw new AssertionError(reason + ": " + detail);
        };
    }

    private static String names(IsakmpMessage message) {
        return message.chain().payloads().stream()
                .map(payload -> PayloadType.nameOf(payload.type()))
                .collect(Collectors.joining(", "));
    }

    private static long number(Transform transform, int type) {
        return transform.attribute(type).orElseThrow().number().orElseThrow();
    }
}
