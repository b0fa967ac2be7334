package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One payload of a message. Each has its {@link #body}: the octets behind the generic header, as received or as they
 * will be sent; the other components are what those octets mean. Payloads to be sent are made by {@code of} methods.
 */
public sealed interface Payload
        permits SecurityAssociation,
                Payload.KeyExchange,
                Payload.Identification,
                Payload.Certificate,
                Payload.CertificateRequest,
                Payload.Hash,
                Payload.Signature,
                Payload.Nonce,
                Payload.Notification,
                Payload.Delete,
                Payload.VendorId,
                Payload.Attributes,
                Payload.NatDiscovery,
                Payload.NatOriginalAddress,
                Payload.Fragment,
                Payload.Unknown {
    int type();

    Octets body();

    /** Key Exchange, RFC 2408 3.7: the public value; for MODP groups as long as the prime, for ECP x | y (RFC 5903). */
    record KeyExchange(Octets body) implements Payload {
        @Override
        public int type() {
            return PayloadType.KEY_EXCHANGE;
        }
    }

    /** Hash, RFC 2408 3.11. */
    record Hash(Octets body) implements Payload {
        @Override
        public int type() {
            return PayloadType.HASH;
        }
    }

    /** Signature, RFC 2408 3.12. */
    record Signature(Octets body) implements Payload {
        @Override
        public int type() {
            return PayloadType.SIGNATURE;
        }
    }

    /** Nonce, RFC 2408 3.13. RFC 2409 5 wants 8 to 256 octets, but an encrypted one is longer: the exchange checks. */
    record Nonce(Octets body) implements Payload {
        @Override
        public int type() {
            return PayloadType.NONCE;
        }
    }

    /** Vendor ID, RFC 2408 3.16. Compare by prefix. */
    record VendorId(Octets body) implements Payload {
        @Override
        public int type() {
            return PayloadType.VENDOR_ID;
        }
    }

    /** NAT-D, RFC 3947 3.2: HASH(CKY-I | CKY-R | IP | Port). {@code type} is 20, or 130 in the drafts. */
    record NatDiscovery(int type, Octets body) implements Payload {}

    /** A payload of a type not known here; kept, since only the exchange can say whether it may be passed over. */
    record Unknown(int type, Octets body) implements Payload {}

    /**
     * Identification, RFC 2407 4.6.2.
     *
     * <pre>
     * |   ID Type     |  Protocol ID  |             Port              |
     * |                     Identification Data                       |
     * </pre>
     *
     * The body is IDii_b or IDir_b of RFC 2409.
     */
    record Identification(int idType, int protocol, int port, Octets data, Octets body) implements Payload {
        public static Identification of(int idType, int protocol, int port, Octets data) {
            return new Identification(
                    idType,
                    protocol,
                    port,
                    data,
                    Octets.concat(Octets.of(idType, protocol), Octets.ofNumber(port, 2), data));
        }

        @Override
        public int type() {
            return PayloadType.IDENTIFICATION;
        }
    }

    /** Certificate, RFC 2408 3.9: one octet of encoding, then the data. */
    record Certificate(int encoding, Octets data, Octets body) implements Payload {
        public static Certificate of(int encoding, Octets data) {
            return new Certificate(encoding, data, Octets.concat(Octets.of(encoding), data));
        }

        @Override
        public int type() {
            return PayloadType.CERTIFICATE;
        }
    }

    /** Certificate Request, RFC 2408 3.10: one octet of encoding, then the authority's name; empty means any. */
    record CertificateRequest(int encoding, Octets authority, Octets body) implements Payload {
        public static CertificateRequest of(int encoding, Octets authority) {
            return new CertificateRequest(encoding, authority, Octets.concat(Octets.of(encoding), authority));
        }

        @Override
        public int type() {
            return PayloadType.CERTIFICATE_REQUEST;
        }
    }

    /**
     * Notification, RFC 2408 3.14.
     *
     * <pre>
     * |              Domain of Interpretation  (DOI)                  |
     * |  Protocol-ID  |   SPI Size    |      Notify Message Type      |
     * |                Security Parameter Index (SPI)                 |
     * |                       Notification Data                       |
     * </pre>
     */
    record Notification(long doi, int protocolId, int notifyType, Octets spi, Octets data, Octets body)
            implements Payload {
        public static Notification of(int protocolId, int notifyType, Octets spi, Octets data) {
            return new Notification(
                    SecurityAssociation.IPSEC_DOI,
                    protocolId,
                    notifyType,
                    spi,
                    data,
                    Octets.concat(
                            Octets.ofNumber(SecurityAssociation.IPSEC_DOI, 4),
                            Octets.of(protocolId, spi.length()),
                            Octets.ofNumber(notifyType, 2),
                            spi,
                            data));
        }

        @Override
        public int type() {
            return PayloadType.NOTIFICATION;
        }
    }

    /**
     * Delete, RFC 2408 3.15.
     *
     * <pre>
     * |              Domain of Interpretation  (DOI)                  |
     * |  Protocol-Id  |   SPI Size    |           # of SPIs           |
     * |               Security Parameter Index(es) (SPI)              |
     * </pre>
     */
    record Delete(long doi, int protocolId, List<Octets> spis, Octets body) implements Payload {
        public Delete {
            spis = List.copyOf(spis);
        }

        /**
         * @param spis at least one, all of one length
         * @throws IllegalArgumentException if they are not
         */
        public static Delete of(int protocolId, List<Octets> spis) {
            if (spis.stream().mapToInt(Octets::length).distinct().count() != 1) {
                throw new IllegalArgumentException("a delete has SPIs, all of one length");
            }
            List<Octets> parts = new ArrayList<>();
            parts.add(Octets.ofNumber(SecurityAssociation.IPSEC_DOI, 4));
            parts.add(Octets.of(protocolId, spis.getFirst().length()));
            parts.add(Octets.ofNumber(spis.size(), 2));
            parts.addAll(spis);
            return new Delete(
                    SecurityAssociation.IPSEC_DOI, protocolId, spis, Octets.concat(parts.toArray(Octets[]::new)));
        }

        @Override
        public int type() {
            return PayloadType.DELETE;
        }
    }

    /** Attributes of Mode Config and XAUTH: message type, reserved octet, identifier (2), attributes. */
    record Attributes(int messageType, int identifier, List<Attribute> attributes, Octets body) implements Payload {
        public Attributes {
            attributes = List.copyOf(attributes);
        }

        public static Attributes of(int messageType, int identifier, List<Attribute> attributes) {
            return new Attributes(
                    messageType,
                    identifier,
                    attributes,
                    Octets.concat(
                            Octets.of(messageType, 0), Octets.ofNumber(identifier, 2), Attribute.encode(attributes)));
        }

        @Override
        public int type() {
            return PayloadType.ATTRIBUTES;
        }
    }

    /** NAT-OA, RFC 3947 5.2: ID type (1 or 5), three reserved octets, address. {@code type} is 21, or 131 in drafts. */
    record NatOriginalAddress(int type, int idType, Octets address, Octets body) implements Payload {
        public static NatOriginalAddress of(int type, Octets address) {
            int idType = address.length() == 4 ? IdType.IPV4_ADDR : IdType.IPV6_ADDR;
            return new NatOriginalAddress(type, idType, address, Octets.concat(Octets.of(idType, 0, 0, 0), address));
        }
    }

    /**
     * A fragment of a larger message (IKE fragmentation): identifier (2), number from 1, last flag, data.
     *
     * @param number from 1
     */
    record Fragment(int identifier, int number, boolean last, Octets data, Octets body) implements Payload {
        public static Fragment of(int identifier, int number, boolean last, Octets data) {
            return new Fragment(
                    identifier,
                    number,
                    last,
                    data,
                    Octets.concat(Octets.ofNumber(identifier, 2), Octets.of(number, last ? 1 : 0), data));
        }

        @Override
        public int type() {
            return PayloadType.FRAGMENT;
        }
    }

    static Decoded<Payload> decode(int type, Octets body) {
        return switch (type) {
            case PayloadType.SA -> SecurityAssociation.decode(body);
            case PayloadType.KEY_EXCHANGE -> filled(body, new KeyExchange(body));
            case PayloadType.IDENTIFICATION ->
                atLeast(4, body, b -> new Identification(b.u8(0), b.u8(1), b.u16(2), b.from(4), b));
            case PayloadType.CERTIFICATE -> atLeast(1, body, b -> new Certificate(b.u8(0), b.from(1), b));
            case PayloadType.CERTIFICATE_REQUEST ->
                atLeast(1, body, b -> new CertificateRequest(b.u8(0), b.from(1), b));
            case PayloadType.HASH -> filled(body, new Hash(body));
            case PayloadType.SIGNATURE -> filled(body, new Signature(body));
            case PayloadType.NONCE -> filled(body, new Nonce(body));
            case PayloadType.NOTIFICATION -> notification(body);
            case PayloadType.DELETE -> delete(body);
            case PayloadType.VENDOR_ID -> Decoded.of(new VendorId(body));
            case PayloadType.ATTRIBUTES -> attributes(body);
            case PayloadType.NAT_D, PayloadType.NAT_D_DRAFT -> filled(body, new NatDiscovery(type, body));
            case PayloadType.NAT_OA, PayloadType.NAT_OA_DRAFT -> natOriginalAddress(type, body);
            case PayloadType.FRAGMENT -> fragment(body);
            case PayloadType.PROPOSAL, PayloadType.TRANSFORM ->
                Decoded.refused(Refusal.MALFORMED_PAYLOAD, "only an SA payload holds these");
            default -> Decoded.of(new Unknown(type, body));
        };
    }

    private static Decoded<Payload> atLeast(int length, Octets body, Function<Octets, Payload> payload) {
        return body.length() < length
                ? Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "body of " + body.length() + " octets")
                : Decoded.of(payload.apply(body));
    }

    private static Decoded<Payload> filled(Octets body, Payload payload) {
        return atLeast(1, body, ignored -> payload);
    }

    private static Decoded<Payload> notification(Octets body) {
        if (body.length() < 8 || body.length() < 8 + body.u8(5)) {
            return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "body of " + body.length() + " octets");
        }
        int spiEnd = 8 + body.u8(5);
        return Decoded.of(
                new Notification(body.u32(0), body.u8(4), body.u16(6), body.slice(8, spiEnd), body.from(spiEnd), body));
    }

    private static Decoded<Payload> delete(Octets body) {
        if (body.length() < 8) {
            return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "body of " + body.length() + " octets");
        }
        int size = body.u8(5);
        int count = body.u16(6);
        if (size == 0 || count == 0 || body.length() != 8 + size * count) {
            return Decoded.refused(Refusal.MALFORMED_PAYLOAD, count + " SPIs of " + size + " octets");
        }
        List<Octets> spis = new ArrayList<>(count);
        for (int at = 8; at < body.length(); at += size) {
            spis.add(body.slice(at, at + size));
        }
        return Decoded.of(new Delete(body.u32(0), body.u8(4), spis, body));
    }

    private static Decoded<Payload> attributes(Octets body) {
        if (body.length() < 4) {
            return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "body of " + body.length() + " octets");
        }
        return Attribute.decodeAll(body.from(4)).map(list -> new Attributes(body.u8(0), body.u16(2), list, body));
    }

    private static Decoded<Payload> fragment(Octets body) {
        if (body.length() < 5) {
            return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "body of " + body.length() + " octets");
        }
        return body.u8(2) == 0
                ? Decoded.refused(Refusal.MALFORMED_PAYLOAD, "fragment number 0")
                : Decoded.of(new Fragment(body.u16(0), body.u8(2), (body.u8(3) & 1) != 0, body.from(4), body));
    }

    private static Decoded<Payload> natOriginalAddress(int type, Octets body) {
        int expected =
                switch (body.isBlank() ? 0 : body.u8(0)) {
                    case IdType.IPV4_ADDR -> 8;
                    case IdType.IPV6_ADDR -> 20;
                    default -> -1;
                };
        return body.length() == expected
                ? Decoded.of(new NatOriginalAddress(type, body.u8(0), body.from(4), body))
                : Decoded.refused(Refusal.MALFORMED_PAYLOAD, "neither an IPv4 nor an IPv6 address");
    }
}
