package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transform (RFC 2408 3.6).
 *
 * <pre>
 * | Next Payload  |   RESERVED    |         Payload Length        |
 * |  Transform #  |  Transform-Id |           RESERVED2           |
 * |                         SA Attributes                         |
 * </pre>
 *
 * @param attributes as received, in order; a responder's answer repeats them exactly
 */
public record Transform(int number, int id, List<Attribute> attributes) {
    private static final int FIXED = 8;

    public Transform {
        attributes = List.copyOf(attributes);
    }

    /** The first attribute of this type. */
    public Optional<Attribute> attribute(int type) {
        return attributes.stream().filter(a -> a.type() == type).findFirst();
    }

    static Octets encodeAll(List<Transform> transforms) {
        List<Octets> parts = new ArrayList<>();
        for (int i = 0; i < transforms.size(); i++) {
            Transform t = transforms.get(i);
            Octets attributes = Attribute.encode(t.attributes);
            parts.add(Octets.of(i + 1 < transforms.size() ? PayloadType.TRANSFORM : 0, 0));
            parts.add(Octets.ofNumber(FIXED + attributes.length(), 2));
            parts.add(Octets.of(t.number, t.id, 0, 0));
            parts.add(attributes);
        }
        return Octets.concat(parts.toArray(Octets[]::new));
    }

    static Decoded<List<Transform>> decodeAll(Octets octets, int count) {
        List<Transform> transforms = new ArrayList<>();
        int at = 0;
        boolean more = true;
        while (more) {
            // RFC 2408 3.5: "# of Transforms ... specifies the number of transforms for the Proposal."
            if (transforms.size() == count) {
                return Decoded.refused(Refusal.MALFORMED_PAYLOAD, "proposal says " + count + " transforms, has more");
            }
            switch (Proposal.substructure(octets, at, PayloadType.TRANSFORM, FIXED)) {
                case Decoded.Refused<Octets>(Refusal reason, String detail) -> {
                    return Decoded.refused(reason, "transform: " + detail);
                }
                case Decoded.Accepted<Octets>(Octets one) -> {
                    if (one.u16(6) != 0) {
                        return Decoded.refused(Refusal.RESERVED_NOT_ZERO, "transform: RESERVED2");
                    }
                    switch (Attribute.decodeAll(one.from(FIXED))) {
                        case Decoded.Refused<List<Attribute>>(Refusal reason, String detail) -> {
                            return Decoded.refused(reason, "transform: " + detail);
                        }
                        case Decoded.Accepted<List<Attribute>>(List<Attribute> attributes) ->
                            transforms.add(new Transform(one.u8(4), one.u8(5), attributes));
                    }
                    more = one.u8(0) != 0;
                    at += one.length();
                }
            }
        }
        return transforms.size() == count && at == octets.length()
                ? Decoded.of(List.copyOf(transforms))
                : Decoded.refused(
                        Refusal.MALFORMED_PAYLOAD, "proposal says " + count + " transforms, others are there");
    }
}
