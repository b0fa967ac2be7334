package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;

/** Numbers of a field as octets of a fixed length, most significant first. */
final class FieldElements {
    private FieldElements() {}

    /** @param number not negative and below 256^octets */
    static byte[] padded(BigInteger number, int octets) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[octets];
        // toByteArray has a sign octet when the top bit is set, and no leading zeros otherwise.
        int count = Math.min(bytes.length, octets);
        System.arraycopy(bytes, bytes.length - count, padded, octets - count, count);
        return padded;
    }

    static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toByteArray());
    }
}
