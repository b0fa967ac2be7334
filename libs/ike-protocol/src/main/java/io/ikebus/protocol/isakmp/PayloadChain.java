package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Payloads one after the other, each behind a generic header (RFC 2408 3.2).
 *
 * <pre>
 * | Next Payload  |   RESERVED    |         Payload Length        |
 * </pre>
 *
 * @param payloads in the order of the wire
 * @param encoded the chain's own octets as received or as sent, without the padding of a cipher
 */
public record PayloadChain(List<Payload> payloads, Octets encoded) {
    public static final int GENERIC_HEADER = 4;
    static final int MOST_PAYLOADS = 64;

    public PayloadChain {
        payloads = List.copyOf(payloads);
    }

    public static PayloadChain of(Payload... payloads) {
        return of(List.of(payloads));
    }

    public static PayloadChain of(List<Payload> payloads) {
        List<Octets> parts = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            int next = i + 1 < payloads.size() ? payloads.get(i + 1).type() : PayloadType.NONE;
            Octets body = payloads.get(i).body();
            if (body.length() + GENERIC_HEADER > 0xffff) {
                throw new IllegalStateException("payload of " + body.length() + " octets");
            }
            parts.add(Octets.of(next, 0));
            parts.add(Octets.ofNumber(body.length() + GENERIC_HEADER, 2));
            parts.add(body);
        }
        return new PayloadChain(payloads, Octets.concat(parts.toArray(Octets[]::new)));
    }

    /** A chain that must fill {@code body} to its last octet, as an unencrypted message does. */
    public static Decoded<PayloadChain> decode(int firstType, Octets body) {
        return read(firstType, body).then(chain -> {
            int rest = body.length() - chain.encoded().length();
            return rest == 0
                    ? Decoded.of(chain)
                    : Decoded.refused(Refusal.TRAILING_OCTETS, rest + " octets after the last payload");
        });
    }

    /** A chain that padding may follow, as in a decrypted message; what the padding holds is not looked at. */
    public static Decoded<PayloadChain> decodePadded(int firstType, Octets body) {
        return read(firstType, body);
    }

    private static Decoded<PayloadChain> read(int firstType, Octets body) {
        List<Payload> payloads = new ArrayList<>();
        int at = 0;
        int type = firstType;
        while (type != PayloadType.NONE) {
            String where = PayloadType.nameOf(type) + " at octet " + at;
            if (payloads.size() == MOST_PAYLOADS) {
                return Decoded.refused(Refusal.TOO_MANY_PARTS, "more than " + MOST_PAYLOADS + " payloads");
            }
            if (body.length() - at < GENERIC_HEADER) {
                return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, where + " has no header");
            }
            // RFC 2408 5.3: "Verify the RESERVED field contains the value zero."
            if (body.u8(at + 1) != 0) {
                return Decoded.refused(Refusal.RESERVED_NOT_ZERO, where);
            }
            int length = body.u16(at + 2);
            if (length < GENERIC_HEADER || length > body.length() - at) {
                return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, where + " says " + length + " octets");
            }
            switch (Payload.decode(type, body.slice(at + GENERIC_HEADER, at + length))) {
                case Decoded.Accepted<Payload>(Payload payload) -> payloads.add(payload);
                case Decoded.Refused<Payload>(Refusal reason, String detail) -> {
                    return Decoded.refused(reason, where + ": " + detail);
                }
            }
            type = body.u8(at);
            at += length;
        }
        return Decoded.of(new PayloadChain(payloads, body.slice(0, at)));
    }

    public int firstType() {
        return payloads.isEmpty() ? PayloadType.NONE : payloads.getFirst().type();
    }

    /** All octets after the first payload: what HASH(1) and HASH(2) of RFC 2409 5.5 cover. */
    public Octets afterFirst() {
        return encoded.from(payloads.getFirst().body().length() + GENERIC_HEADER);
    }

    public <P extends Payload> List<P> all(Class<P> kind) {
        return payloads.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The only payload of this kind; empty if there is none or more than one. */
    public <P extends Payload> Optional<P> only(Class<P> kind) {
        List<P> found = all(kind);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    public <P extends Payload> Optional<P> first(Class<P> kind) {
        return payloads.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
