package io.ikebus.protocol.sealing;

import io.ikebus.protocol.octets.Octets;

/** Octets with one bit the other way. */
final class Bits {
    private Bits() {}

    static Octets flipped(Octets octets, int bit) {
        byte[] bytes = octets.toByteArray();
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Octets.wrap(bytes);
    }
}
