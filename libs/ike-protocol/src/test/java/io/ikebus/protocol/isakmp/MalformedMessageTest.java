package io.ikebus.protocol.isakmp;

import static io.ikebus.protocol.isakmp.PayloadType.ATTRIBUTES;
import static io.ikebus.protocol.isakmp.PayloadType.CERTIFICATE;
import static io.ikebus.protocol.isakmp.PayloadType.CERTIFICATE_REQUEST;
import static io.ikebus.protocol.isakmp.PayloadType.DELETE;
import static io.ikebus.protocol.isakmp.PayloadType.FRAGMENT;
import static io.ikebus.protocol.isakmp.PayloadType.HASH;
import static io.ikebus.protocol.isakmp.PayloadType.IDENTIFICATION;
import static io.ikebus.protocol.isakmp.PayloadType.KEY_EXCHANGE;
import static io.ikebus.protocol.isakmp.PayloadType.NAT_D;
import static io.ikebus.protocol.isakmp.PayloadType.NAT_OA;
import static io.ikebus.protocol.isakmp.PayloadType.NONCE;
import static io.ikebus.protocol.isakmp.PayloadType.NONE;
import static io.ikebus.protocol.isakmp.PayloadType.NOTIFICATION;
import static io.ikebus.protocol.isakmp.PayloadType.PROPOSAL;
import static io.ikebus.protocol.isakmp.PayloadType.SA;
import static io.ikebus.protocol.isakmp.PayloadType.SIGNATURE;
import static io.ikebus.protocol.isakmp.PayloadType.TRANSFORM;
import static io.ikebus.protocol.isakmp.PayloadType.VENDOR_ID;
import static io.ikebus.protocol.isakmp.Refusal.MALFORMED_PAYLOAD;
import static io.ikebus.protocol.isakmp.Refusal.NO_INITIATOR_COOKIE;
import static io.ikebus.protocol.isakmp.Refusal.RESERVED_NOT_ZERO;
import static io.ikebus.protocol.isakmp.Refusal.SHORTER_THAN_HEADER;
import static io.ikebus.protocol.isakmp.Refusal.TOO_LARGE;
import static io.ikebus.protocol.isakmp.Refusal.TOO_MANY_PARTS;
import static io.ikebus.protocol.isakmp.Refusal.TRAILING_OCTETS;
import static io.ikebus.protocol.isakmp.Refusal.TRUNCATED_PAYLOAD;
import static io.ikebus.protocol.isakmp.Refusal.UNKNOWN_DOI;
import static io.ikebus.protocol.isakmp.Refusal.UNKNOWN_SITUATION;
import static io.ikebus.protocol.isakmp.Refusal.WRONG_EXCHANGE_TYPE;
import static io.ikebus.protocol.isakmp.Refusal.WRONG_FLAGS;
import static io.ikebus.protocol.isakmp.Refusal.WRONG_LENGTH;
import static io.ikebus.protocol.isakmp.Refusal.WRONG_VERSION;
import static io.ikebus.protocol.isakmp.Wire.hex;
import static io.ikebus.protocol.isakmp.Wire.message;
import static io.ikebus.protocol.isakmp.Wire.offer;
import static io.ikebus.protocol.isakmp.Wire.payload;
import static io.ikebus.protocol.isakmp.Wire.proposal;
import static io.ikebus.protocol.isakmp.Wire.single;
import static io.ikebus.protocol.isakmp.Wire.times;
import static io.ikebus.protocol.isakmp.Wire.transform;
import static io.ikebus.protocol.isakmp.Wire.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every refusal, by an input that is wrong in one thing. */
class MalformedMessageTest {
    private static final Octets GOOD = single(KEY_EXCHANGE, "0102030405060708");
    private static final Octets TRANSFORM_ALONE = transform(0, hex("8001 0007"));
    private static final Octets GOOD_OFFER = offer(proposal(0, 1, 1, TRANSFORM_ALONE));

    private record Malformed(String name, Octets message, Refusal reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Malformed> HEADERS = List.of(
            new Malformed("no octet at all", Octets.EMPTY, SHORTER_THAN_HEADER),
            new Malformed("one octet, a keepalive", hex("ff"), SHORTER_THAN_HEADER),
            new Malformed("header without its last octet", GOOD.slice(0, 27), SHORTER_THAN_HEADER),
            new Malformed("more than a datagram can carry", times(65_508, hex("00")), TOO_LARGE),
            new Malformed("initiator cookie zero", with(GOOD, 0, "0000000000000000"), NO_INITIATOR_COOKIE),
            new Malformed("IKEv2", with(GOOD, 17, "20"), WRONG_VERSION),
            new Malformed("version 0.0", with(GOOD, 17, "00"), WRONG_VERSION),
            new Malformed("version 1.1", with(GOOD, 17, "11"), WRONG_VERSION),
            new Malformed("exchange type none", with(GOOD, 18, "00"), WRONG_EXCHANGE_TYPE),
            new Malformed("a flag nobody defined", with(GOOD, 19, "08"), WRONG_FLAGS),
            new Malformed("IKEv2's initiator flag beside encryption", with(GOOD, 19, "09"), WRONG_FLAGS),
            new Malformed("length zero", with(GOOD, 24, "00000000"), WRONG_LENGTH),
            new Malformed("length one less than the datagram", with(GOOD, 24, "00000027"), WRONG_LENGTH),
            new Malformed("length one more than the datagram", with(GOOD, 24, "00000029"), WRONG_LENGTH),
            new Malformed("length that is negative as an int", with(GOOD, 24, "ffffffff"), WRONG_LENGTH),
            new Malformed("non-ESP marker still there", Octets.concat(hex("00000000"), GOOD), WRONG_VERSION),
            new Malformed("encrypted, and read as clear", with(GOOD, 19, "01"), WRONG_FLAGS));

    static final List<Malformed> CHAINS = List.of(
            new Malformed("a first payload, but no body", message(SA, Octets.EMPTY), TRUNCATED_PAYLOAD),
            new Malformed("generic header cut short", message(NONCE, hex("000000")), TRUNCATED_PAYLOAD),
            new Malformed("payload length zero", message(NONCE, hex("00000000 01")), TRUNCATED_PAYLOAD),
            new Malformed("payload length inside its header", message(NONCE, hex("00000003 01")), TRUNCATED_PAYLOAD),
            new Malformed("payload length beyond the message", message(NONCE, hex("00000006 01")), TRUNCATED_PAYLOAD),
            new Malformed("payload length of 65535", message(NONCE, hex("0000ffff 01")), TRUNCATED_PAYLOAD),
            new Malformed("next payload announced and absent", message(NONCE, hex("0d000005 01")), TRUNCATED_PAYLOAD),
            new Malformed("reserved octet not zero", message(NONCE, hex("00010005 01")), RESERVED_NOT_ZERO),
            new Malformed("critical bit of IKEv2", message(NONCE, hex("00800005 01")), RESERVED_NOT_ZERO),
            new Malformed("octets after the last payload", message(NONCE, hex("00000005 01 00")), TRAILING_OCTETS),
            new Malformed("octets and no payload", message(NONE, hex("00000005 01")), TRAILING_OCTETS),
            new Malformed(
                    "65 payloads",
                    message(VENDOR_ID, Octets.concat(times(64, payload(VENDOR_ID, hex("01"))), payload(0, hex("01")))),
                    TOO_MANY_PARTS),
            new Malformed("a payload that names itself as next for ever", endless(), TOO_MANY_PARTS),
            new Malformed("P payload outside SA", single(PROPOSAL, "01030001"), MALFORMED_PAYLOAD),
            new Malformed("T payload outside SA", single(TRANSFORM, "010c0000"), MALFORMED_PAYLOAD));

    static final List<Malformed> PAYLOADS = List.of(
            new Malformed("KE empty", single(KEY_EXCHANGE, ""), TRUNCATED_PAYLOAD),
            new Malformed("NONCE empty", single(NONCE, ""), TRUNCATED_PAYLOAD),
            new Malformed("HASH empty", single(HASH, ""), TRUNCATED_PAYLOAD),
            new Malformed("SIG empty", single(SIGNATURE, ""), TRUNCATED_PAYLOAD),
            new Malformed("NAT-D empty", single(NAT_D, ""), TRUNCATED_PAYLOAD),
            new Malformed("ID without the port's last octet", single(IDENTIFICATION, "011101"), TRUNCATED_PAYLOAD),
            new Malformed("CERT without encoding", single(CERTIFICATE, ""), TRUNCATED_PAYLOAD),
            new Malformed("CR without encoding", single(CERTIFICATE_REQUEST, ""), TRUNCATED_PAYLOAD),
            new Malformed("N without the type's last octet", single(NOTIFICATION, "00000001010060"), TRUNCATED_PAYLOAD),
            new Malformed("N with SPI size beyond it", single(NOTIFICATION, "00000001011060028899"), TRUNCATED_PAYLOAD),
            new Malformed("D without the count's last octet", single(DELETE, "00000001030400"), TRUNCATED_PAYLOAD),
            new Malformed("D of no SPI", single(DELETE, "0000000103040000"), MALFORMED_PAYLOAD),
            new Malformed("D of SPIs without octets", single(DELETE, "0000000103000001"), MALFORMED_PAYLOAD),
            new Malformed("D of two SPIs that has one", single(DELETE, "0000000103040002c0ffee01"), MALFORMED_PAYLOAD),
            new Malformed(
                    "D of one and a half SPIs", single(DELETE, "0000000103040001c0ffee01c0ff"), MALFORMED_PAYLOAD),
            new Malformed("D of 65535 SPIs of 255 octets", single(DELETE, "0000000103ffffff00"), MALFORMED_PAYLOAD),
            new Malformed("ATTR without identifier", single(ATTRIBUTES, "010000"), TRUNCATED_PAYLOAD),
            new Malformed("ATTR with half an attribute", single(ATTRIBUTES, "01000000 800100"), TRUNCATED_PAYLOAD),
            new Malformed("NAT-OA empty", single(NAT_OA, ""), MALFORMED_PAYLOAD),
            new Malformed("NAT-OA without address", single(NAT_OA, "01000000"), MALFORMED_PAYLOAD),
            new Malformed("NAT-OA of IPv4 with 3 octets", single(NAT_OA, "01000000c00002"), MALFORMED_PAYLOAD),
            new Malformed("NAT-OA of IPv4 with 5 octets", single(NAT_OA, "01000000c000020105"), MALFORMED_PAYLOAD),
            new Malformed("NAT-OA of IPv6 with 4 octets", single(NAT_OA, "05000000c0000201"), MALFORMED_PAYLOAD),
            new Malformed("NAT-OA of a name", single(NAT_OA, "0200000061626364"), MALFORMED_PAYLOAD),
            new Malformed("FRAG without data", single(FRAGMENT, "00010100"), TRUNCATED_PAYLOAD),
            new Malformed("FRAG number zero", single(FRAGMENT, "0001000000"), MALFORMED_PAYLOAD));

    static final List<Malformed> OFFERS = List.of(
            new Malformed("SA without situation", single(SA, "00000001 000000"), TRUNCATED_PAYLOAD),
            new Malformed("DOI zero, ISAKMP's own", with(GOOD_OFFER, 32, "00000000"), UNKNOWN_DOI),
            new Malformed("DOI 2, GDOI", with(GOOD_OFFER, 32, "00000002"), UNKNOWN_DOI),
            new Malformed("situation with secrecy labels", with(GOOD_OFFER, 36, "00000003"), UNKNOWN_SITUATION),
            new Malformed("no proposal", offer(Octets.EMPTY), TRUNCATED_PAYLOAD),
            new Malformed("proposal cut short", offer(hex("00000007 010300")), TRUNCATED_PAYLOAD),
            new Malformed("proposal length inside its header", with(GOOD_OFFER, 42, "0007"), TRUNCATED_PAYLOAD),
            new Malformed("proposal length beyond the payload", with(GOOD_OFFER, 42, "00ff"), TRUNCATED_PAYLOAD),
            new Malformed("reserved octet of a proposal", with(GOOD_OFFER, 41, "01"), RESERVED_NOT_ZERO),
            new Malformed("a proposal followed by a key exchange", with(GOOD_OFFER, 40, "04"), MALFORMED_PAYLOAD),
            new Malformed("a proposal announced and absent", with(GOOD_OFFER, 40, "02"), TRUNCATED_PAYLOAD),
            new Malformed(
                    "octets after the last proposal",
                    offer(Octets.concat(proposal(0, 1, 1, TRANSFORM_ALONE), proposal(0, 2, 1, TRANSFORM_ALONE))),
                    TRAILING_OCTETS),
            new Malformed(
                    "proposal numbers that decrease",
                    offer(Octets.concat(proposal(PROPOSAL, 2, 1, TRANSFORM_ALONE), proposal(0, 1, 1, TRANSFORM_ALONE))),
                    MALFORMED_PAYLOAD),
            new Malformed(
                    "65 proposals",
                    offer(Octets.concat(
                            times(64, proposal(PROPOSAL, 1, 1, TRANSFORM_ALONE)), proposal(0, 1, 1, TRANSFORM_ALONE))),
                    TOO_MANY_PARTS),
            new Malformed("SPI size beyond the proposal", with(GOOD_OFFER, 46, "ff"), TRUNCATED_PAYLOAD),
            new Malformed("SPI size that swallows the transform", with(GOOD_OFFER, 46, "0c"), TRUNCATED_PAYLOAD));

    static final List<Malformed> TRANSFORMS = List.of(
            new Malformed("no transform, none claimed", offer(proposal(0, 1, 0, Octets.EMPTY)), MALFORMED_PAYLOAD),
            new Malformed("no transform, one claimed", offer(proposal(0, 1, 1, Octets.EMPTY)), TRUNCATED_PAYLOAD),
            new Malformed("one transform, none claimed", with(GOOD_OFFER, 47, "00"), MALFORMED_PAYLOAD),
            new Malformed("one transform, two claimed", with(GOOD_OFFER, 47, "02"), MALFORMED_PAYLOAD),
            new Malformed(
                    "two transforms, one claimed",
                    offer(proposal(
                            0, 1, 1, Octets.concat(transform(TRANSFORM, Octets.EMPTY), transform(0, Octets.EMPTY)))),
                    MALFORMED_PAYLOAD),
            new Malformed("a transform announced and absent", with(GOOD_OFFER, 48, "03"), MALFORMED_PAYLOAD),
            new Malformed(
                    "two transforms claimed, the second cut off",
                    offer(proposal(0, 1, 2, transform(TRANSFORM, Octets.EMPTY))),
                    TRUNCATED_PAYLOAD),
            new Malformed("a transform followed by a proposal", with(GOOD_OFFER, 48, "02"), MALFORMED_PAYLOAD),
            new Malformed("reserved octet of a transform", with(GOOD_OFFER, 49, "01"), RESERVED_NOT_ZERO),
            new Malformed("RESERVED2 of a transform", with(GOOD_OFFER, 55, "01"), RESERVED_NOT_ZERO),
            new Malformed("transform length inside its header", with(GOOD_OFFER, 50, "0007"), TRUNCATED_PAYLOAD),
            new Malformed("transform length beyond the proposal", with(GOOD_OFFER, 50, "000d"), TRUNCATED_PAYLOAD),
            new Malformed(
                    "octets after the last transform",
                    offer(proposal(0, 1, 1, Octets.concat(TRANSFORM_ALONE, hex("00")))),
                    MALFORMED_PAYLOAD),
            new Malformed("attribute cut short", offer(oneTransform(hex("800100"))), TRUNCATED_PAYLOAD),
            new Malformed("attribute length beyond", offer(oneTransform(hex("00020005 01020304"))), TRUNCATED_PAYLOAD),
            new Malformed("65 attributes", offer(oneTransform(times(65, hex("80010001")))), TOO_MANY_PARTS));

    @ParameterizedTest
    @FieldSource({"HEADERS", "CHAINS", "PAYLOADS", "OFFERS", "TRANSFORMS"})
    void isRefusedForItsReason(Malformed malformed) {
        // When
        Decoded<IsakmpMessage> decoded = IsakmpMessage.decode(malformed.message());
        // Then
        assertThat(decoded).isInstanceOfSatisfying(Decoded.Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(malformed.reason());
            assertThat(refused.detail()).isNotBlank();
        });
    }

    @Test
    void whatTheyAreMadeFromIsWellFormed() {
        assertThat(IsakmpMessage.decode(GOOD)).isInstanceOf(Decoded.Accepted.class);
        assertThat(IsakmpMessage.decode(GOOD_OFFER)).isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void limitsAreReachedWithoutRefusal() {
        assertThat(IsakmpMessage.decode(message(
                        VENDOR_ID, Octets.concat(times(63, payload(VENDOR_ID, hex("01"))), payload(0, hex("01"))))))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(IsakmpMessage.decode(offer(Octets.concat(
                        times(63, proposal(PROPOSAL, 1, 1, TRANSFORM_ALONE)), proposal(0, 1, 1, TRANSFORM_ALONE)))))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(IsakmpMessage.decode(offer(proposal(
                        0,
                        1,
                        255,
                        Octets.concat(times(254, transform(TRANSFORM, Octets.EMPTY)), transform(0, Octets.EMPTY))))))
                .isInstanceOf(Decoded.Accepted.class);
        assertThat(IsakmpMessage.decode(offer(oneTransform(times(64, hex("80010001"))))))
                .isInstanceOf(Decoded.Accepted.class);
    }

    @Test
    void noReasonForRefusalIsLeftOut() {
        assertThat(List.of(HEADERS, CHAINS, PAYLOADS, OFFERS, TRANSFORMS).stream()
                        .flatMap(List::stream)
                        .map(Malformed::reason))
                .containsAll(Arrays.asList(Refusal.values()));
    }

    private static Octets oneTransform(Octets attributes) {
        return proposal(0, 1, 1, transform(0, attributes));
    }

    private static Octets endless() {
        return message(VENDOR_ID, times(16_369, hex("0d000004")));
    }
}
