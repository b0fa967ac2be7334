package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Proposal (RFC 2408 3.5).
 *
 * <pre>
 * | Next Payload  |   RESERVED    |         Payload Length        |
 * |  Proposal #   |  Protocol-Id  |    SPI Size   |# of Transforms|
 * |                        SPI (variable)                         |
 * </pre>
 *
 * @param number may start anywhere and never decreases within an SA payload
 */
public record Proposal(int number, int protocolId, Octets spi, List<Transform> transforms) {
    static final int MOST_PROPOSALS = 64;
    private static final int FIXED = 8;

    public Proposal {
        transforms = List.copyOf(transforms);
    }

    static Octets encodeAll(List<Proposal> proposals) {
        List<Octets> parts = new ArrayList<>();
        for (int i = 0; i < proposals.size(); i++) {
            Proposal p = proposals.get(i);
            Octets transforms = Transform.encodeAll(p.transforms);
            parts.add(Octets.of(i + 1 < proposals.size() ? PayloadType.PROPOSAL : 0, 0));
            parts.add(Octets.ofNumber(FIXED + p.spi.length() + transforms.length(), 2));
            parts.add(Octets.of(p.number, p.protocolId, p.spi.length(), p.transforms.size()));
            parts.add(p.spi);
            parts.add(transforms);
        }
        return Octets.concat(parts.toArray(Octets[]::new));
    }

    /** Proposals that must fill {@code octets} to the end; at least one. */
    static Decoded<List<Proposal>> decodeAll(Octets octets) {
        List<Proposal> proposals = new ArrayList<>();
        int at = 0;
        boolean more = true;
        while (more) {
            if (proposals.size() == MOST_PROPOSALS) {
                return Decoded.refused(Refusal.TOO_MANY_PARTS, "more than " + MOST_PROPOSALS + " proposals");
            }
            switch (substructure(octets, at, PayloadType.PROPOSAL, FIXED)) {
                case Decoded.Refused<Octets>(Refusal reason, String detail) -> {
                    return Decoded.refused(reason, "proposal: " + detail);
                }
                case Decoded.Accepted<Octets>(Octets one) -> {
                    int spiEnd = FIXED + one.u8(6);
                    if (spiEnd > one.length()) {
                        return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "proposal: SPI cut short");
                    }
                    Octets spi = one.slice(FIXED, spiEnd);
                    switch (Transform.decodeAll(one.from(spiEnd), one.u8(7))) {
                        case Decoded.Refused<List<Transform>>(Refusal reason, String detail) -> {
                            return Decoded.refused(reason, detail);
                        }
                        case Decoded.Accepted<List<Transform>>(List<Transform> transforms) ->
                            proposals.add(new Proposal(one.u8(4), one.u8(5), spi, transforms));
                    }
                    int last = proposals.size() - 1;
                    if (last > 0 && proposals.get(last).number < proposals.get(last - 1).number) {
                        return Decoded.refused(Refusal.MALFORMED_PAYLOAD, "proposal numbers decrease");
                    }
                    more = one.u8(0) != 0;
                    at += one.length();
                }
            }
        }
        return at == octets.length()
                ? Decoded.of(List.copyOf(proposals))
                : Decoded.refused(Refusal.TRAILING_OCTETS, "octets after the last proposal");
    }

    /** The octets of the proposal or transform at {@code at}, its fixed part checked. */
    static Decoded<Octets> substructure(Octets octets, int at, int type, int fixed) {
        if (octets.length() - at < fixed) {
            return Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "cut short");
        }
        int next = octets.u8(at);
        if (next != 0 && next != type) {
            return Decoded.refused(Refusal.MALFORMED_PAYLOAD, "next payload " + next);
        }
        if (octets.u8(at + 1) != 0) {
            return Decoded.refused(Refusal.RESERVED_NOT_ZERO, "reserved octet");
        }
        int length = octets.u16(at + 2);
        return length < fixed || length > octets.length() - at
                ? Decoded.refused(Refusal.TRUNCATED_PAYLOAD, "says " + length + " octets")
                : Decoded.of(octets.slice(at, at + length));
    }
}
