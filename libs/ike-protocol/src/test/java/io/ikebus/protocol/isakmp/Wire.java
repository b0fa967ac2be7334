package io.ikebus.protocol.isakmp;

import io.ikebus.protocol.octets.Octets;
import java.util.ArrayList;
import java.util.List;

/** Octets put together by hand, so that no mistake of the encoder can hide one of the decoder. */
final class Wire {
    private Wire() {}

    /** A header that is right in everything, and this body. */
    static Octets message(int firstType, Octets body) {
        return Octets.concat(
                hex("0011223344556677 0000000000000000"),
                Octets.of(firstType, 0x10, ExchangeType.MAIN_MODE, 0),
                hex("00000000"),
                Octets.ofNumber(28 + body.length(), 4),
                body);
    }

    /** A message of one payload. */
    static Octets single(int type, String body) {
        return message(type, payload(0, hex(body)));
    }

    static Octets payload(int next, Octets body) {
        return Octets.concat(Octets.of(next, 0), Octets.ofNumber(4 + body.length(), 2), body);
    }

    /** A message of one SA payload with these octets behind DOI and situation. */
    static Octets offer(Octets proposals) {
        return message(PayloadType.SA, payload(0, Octets.concat(hex("00000001 00000001"), proposals)));
    }

    /** A proposal for ESP without SPI that claims {@code count} transforms. */
    static Octets proposal(int next, int number, int count, Octets transforms) {
        return Octets.concat(
                Octets.of(next, 0),
                Octets.ofNumber(8 + transforms.length(), 2),
                Octets.of(number, 3, 0, count),
                transforms);
    }

    static Octets transform(int next, Octets attributes) {
        return Octets.concat(
                Octets.of(next, 0), Octets.ofNumber(8 + attributes.length(), 2), hex("01 0c 0000"), attributes);
    }

    static Octets times(int count, Octets octets) {
        List<Octets> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(octets);
        }
        return Octets.concat(parts.toArray(Octets[]::new));
    }

    /** The same octets but for those at {@code index}. */
    static Octets with(Octets octets, int index, String replacement) {
        Octets other = hex(replacement);
        return Octets.concat(octets.slice(0, index), other, octets.from(index + other.length()));
    }

    /** Cut or lengthened with the header's length set right, so that only what stands behind the header is wrong. */
    static Octets withRightLength(Octets message) {
        return Octets.concat(message.slice(0, 24), Octets.ofNumber(message.length(), 4), message.from(28));
    }

    static Octets hex(String hex) {
        return Octets.fromHex(hex.replace(" ", ""));
    }
}
