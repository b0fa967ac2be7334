package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.List;

/** One payload of every kind, and messages made of them. */
final class Samples {
    static final Cookie INITIATOR = Cookie.parse("0011223344556677");
    static final Cookie RESPONDER = Cookie.parse("8899aabbccddeeff");

    static final Octets SPI = Octets.fromHex("c0ffee01");
    private static final Octets ISAKMP_SPI = Octets.concat(INITIATOR.octets(), RESPONDER.octets());

    /** Two transforms of which one has an attribute in each form, an alternative, and a bundle of ESP and AH. */
    static final SecurityAssociation OFFER = SecurityAssociation.of(List.of(
            new Proposal(
                    1,
                    3,
                    SPI,
                    List.of(
                            new Transform(1, 12, List.of(Attribute.of(1, 1), Attribute.of(2, 86_400))),
                            new Transform(2, 20, List.of(Attribute.of(6, 256))))),
            new Proposal(2, 3, SPI, List.of(new Transform(7, 3, List.of()))),
            new Proposal(
                    2,
                    2,
                    SPI,
                    List.of(new Transform(1, 5, List.of(Attribute.of(2, Octets.fromHex("000000010000"))))))));

    static final List<Payload> PAYLOADS = List.of(
            OFFER,
            new Payload.KeyExchange(Octets.fromHex("01020304")),
            Payload.Identification.of(IdType.FQDN, 17, 500, Octets.fromHex("656173742e6578616d706c65")),
            Payload.Certificate.of(4, Octets.fromHex("3082")),
            Payload.CertificateRequest.of(4, Octets.EMPTY),
            new Payload.Hash(Octets.fromHex("00112233445566778899aabbccddeeff00112233")),
            new Payload.Signature(Octets.fromHex("aa")),
            new Payload.Nonce(Octets.fromHex("0123456789abcdef")),
            Payload.Notification.of(1, NotifyType.R_U_THERE, ISAKMP_SPI, Octets.ofNumber(7, 4)),
            Payload.Delete.of(3, List.of(SPI, Octets.fromHex("c0ffee02"))),
            new Payload.VendorId(Octets.fromHex("afcad71368a1f1c96b8696fc77570100")),
            Payload.Attributes.of(1, 0xbeef, List.of(Attribute.of(1, Octets.EMPTY), Attribute.of(2, 1))),
            new Payload.NatDiscovery(PayloadType.NAT_D, Octets.fromHex("00ff")),
            new Payload.NatDiscovery(PayloadType.NAT_D_DRAFT, Octets.fromHex("00ff")),
            Payload.NatOriginalAddress.of(PayloadType.NAT_OA, Octets.fromHex("c0000201")),
            Payload.NatOriginalAddress.of(PayloadType.NAT_OA_DRAFT, Octets.fromHex("20010db8000000000000000000000001")),
            Payload.Fragment.of(0xcafe, 1, true, Octets.fromHex("00")),
            new Payload.Unknown(200, Octets.fromHex("123456")),
            new Payload.Unknown(15, Octets.EMPTY));

    private Samples() {}

    static IsakmpMessage message(Payload... payloads) {
        return IsakmpMessage.of(INITIATOR, RESPONDER, ExchangeType.INFORMATIONAL, 0x80000001, payloads);
    }

    static IsakmpMessage everyPayload() {
        return message(PAYLOADS.toArray(Payload[]::new));
    }

    /** The payload made anew from what its octets mean, without looking at its body. */
    static Payload rebuilt(Payload payload) {
        return switch (payload) {
            case SecurityAssociation sa -> SecurityAssociation.of(sa.proposals());
            case Payload.KeyExchange ke -> ke;
            case Payload.Hash hash -> hash;
            case Payload.Signature signature -> signature;
            case Payload.Nonce nonce -> nonce;
            case Payload.VendorId vendorId -> vendorId;
            case Payload.NatDiscovery natD -> natD;
            case Payload.Unknown unknown -> unknown;
            case Payload.Identification id ->
                Payload.Identification.of(id.idType(), id.protocol(), id.port(), id.data());
            case Payload.Certificate cert -> Payload.Certificate.of(cert.encoding(), cert.data());
            case Payload.CertificateRequest request ->
                Payload.CertificateRequest.of(request.encoding(), request.authority());
            case Payload.Notification notification ->
                Payload.Notification.of(
                        notification.protocolId(), notification.notifyType(), notification.spi(), notification.data());
            case Payload.Delete delete -> Payload.Delete.of(delete.protocolId(), delete.spis());
            case Payload.Attributes attributes ->
                Payload.Attributes.of(attributes.messageType(), attributes.identifier(), attributes.attributes());
            case Payload.NatOriginalAddress natOa -> Payload.NatOriginalAddress.of(natOa.type(), natOa.address());
            case Payload.Fragment fragment ->
                Payload.Fragment.of(fragment.identifier(), fragment.number(), fragment.last(), fragment.data());
        };
    }

    /** Whether it has bits that mean nothing to us, so that {@link #rebuilt} may differ from what came. */
    static boolean hasBitsWithoutMeaning(Payload payload) {
        return switch (payload) {
            case Payload.Notification notification -> notification.doi() != SecurityAssociation.IPSEC_DOI;
            case Payload.Delete delete -> delete.doi() != SecurityAssociation.IPSEC_DOI;
            case Payload.Attributes attributes -> attributes.body().u8(1) != 0;
            case Payload.NatOriginalAddress natOa -> (natOa.body().u32(0) & 0xffffff) != 0;
            case Payload.Fragment fragment -> fragment.body().u8(3) > 1;
            case SecurityAssociation ignored -> false;
            case Payload.KeyExchange ignored -> false;
            case Payload.Hash ignored -> false;
            case Payload.Signature ignored -> false;
            case Payload.Nonce ignored -> false;
            case Payload.VendorId ignored -> false;
            case Payload.NatDiscovery ignored -> false;
            case Payload.Unknown ignored -> false;
            case Payload.Identification ignored -> false;
            case Payload.Certificate ignored -> false;
            case Payload.CertificateRequest ignored -> false;
        };
    }
}
