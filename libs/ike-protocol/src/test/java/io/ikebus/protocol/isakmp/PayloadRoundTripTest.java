package io.ikebus.protocol.isakmp;

import static io.ikebus.protocol.isakmp.Wire.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadRoundTripTest {

    static List<Payload> payloads() {
        return Samples.PAYLOADS;
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void everyPayloadIsReadAsItWasWritten(Payload payload) {
        // When
        Decoded<IsakmpMessage> decoded =
                IsakmpMessage.decode(Samples.message(payload).encode());
        // Then
        assertThat(decoded).isEqualTo(Decoded.of(Samples.message(payload)));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void everyPayloadIsMadeAnewFromItsMeaning(Payload payload) {
        assertThat(Samples.rebuilt(payload)).isEqualTo(payload);
    }

    @Test
    void noKindIsLeftOut() {
        assertThat(Samples.PAYLOADS.stream().map(Payload::getClass).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Payload.class.getPermittedSubclasses()).collect(Collectors.toSet()));
    }

    @Test
    void allOfThemPassInOneMessage() {
        assertThat(IsakmpMessage.decode(Samples.everyPayload().encode())).isEqualTo(Decoded.of(Samples.everyPayload()));
    }

    private record Figure(String rfc, Octets octets, Payload payload) {
        @Override
        public String toString() {
            return rfc;
        }
    }

    /** Octets written down by hand from the figures of the RFCs. */
    static final List<Figure> FIGURES = List.of(
            new Figure(
                    "SA of RFC 2408 3.4 to 3.6 and RFC 2407 4.6.1",
                    hex("00000001 00000001"
                            + "00 00 0028 01 03 04 01 c0ffee01"
                            + "00 00 001c 07 0c 0000 8001 0001 0002 0004 00015180 8004 0001 8005 0002"),
                    SecurityAssociation.of(List.of(new Proposal(
                            1,
                            3,
                            Samples.SPI,
                            List.of(new Transform(
                                    7,
                                    12,
                                    List.of(
                                            Attribute.of(1, 1),
                                            Attribute.of(2, 86_400),
                                            Attribute.of(4, 1),
                                            Attribute.of(5, 2)))))))),
            new Figure(
                    "ID of RFC 2407 4.6.2",
                    hex("04 11 01f4 0a010000 ffff0000"),
                    Payload.Identification.of(IdType.IPV4_ADDR_SUBNET, 17, 500, hex("0a010000 ffff0000"))),
            new Figure("CERT of RFC 2408 3.9", hex("04 3082"), Payload.Certificate.of(4, hex("3082"))),
            new Figure("CR of RFC 2408 3.10", hex("04 30"), Payload.CertificateRequest.of(4, hex("30"))),
            new Figure(
                    "N of RFC 2408 3.14",
                    hex("00000001 03 04 6000 c0ffee01 0001"),
                    Payload.Notification.of(3, NotifyType.RESPONDER_LIFETIME, Samples.SPI, hex("0001"))),
            new Figure(
                    "D of RFC 2408 3.15",
                    hex("00000001 03 04 0002 c0ffee01 c0ffee02"),
                    Payload.Delete.of(3, List.of(Samples.SPI, hex("c0ffee02")))),
            new Figure(
                    "ATTR of Mode Config",
                    hex("01 00 beef 0001 0000 8002 0001"),
                    Payload.Attributes.of(1, 0xbeef, List.of(Attribute.of(1, Octets.EMPTY), Attribute.of(2, 1)))),
            new Figure(
                    "NAT-OA of RFC 3947 5.2",
                    hex("01 000000 c0000201"),
                    Payload.NatOriginalAddress.of(PayloadType.NAT_OA, hex("c0000201"))),
            new Figure("fragment", hex("cafe 02 01 0304"), Payload.Fragment.of(0xcafe, 2, true, hex("0304"))));

    @ParameterizedTest
    @FieldSource("FIGURES")
    void isLaidOutAsTheFigureShows(Figure figure) {
        assertThat(figure.payload().body()).isEqualTo(figure.octets());
        assertThat(Payload.decode(figure.payload().type(), figure.octets())).isEqualTo(Decoded.of(figure.payload()));
    }

    static Stream<Payload> withBitsWithoutMeaning() {
        return Stream.of(
                        new Payload.Unknown(PayloadType.NOTIFICATION, hex("00000000 01 00 0018")),
                        new Payload.Unknown(PayloadType.DELETE, hex("00000007 01 01 0001 ff")),
                        new Payload.Unknown(PayloadType.ATTRIBUTES, hex("01 07 0000")),
                        new Payload.Unknown(PayloadType.NAT_OA, hex("01 070707 c0000201")),
                        new Payload.Unknown(PayloadType.FRAGMENT, hex("0001 01 ff 00")))
                .map(raw -> accepted(Payload.decode(raw.type(), raw.body())));
    }

    @ParameterizedTest
    @MethodSource("withBitsWithoutMeaning")
    void theBodyIsKeptAsReceivedEvenWhereItsBitsMeanNothing(Payload received) {
        // When
        Octets encoded = PayloadChain.of(received).encoded();
        // Then
        assertThat(encoded.from(4)).isEqualTo(received.body());
        assertThat(Samples.hasBitsWithoutMeaning(received)).isTrue();
        assertThat(received.body()).isNotEqualTo(Samples.rebuilt(received).body());
    }

    @Test
    void aDeleteOfOurOwnHasSpisOfOneLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.Delete.of(3, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.Delete.of(3, List.of(Samples.SPI, Octets.of(1))));
    }

    private static <T> T accepted(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Accepted<T>(T value) -> value;
            case Decoded.Refused<T>(Refusal reason, String detail) -> throw new AssertionError(reason + ": " + detail);
        };
    }
}
