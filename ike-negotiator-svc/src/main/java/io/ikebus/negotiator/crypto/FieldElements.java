package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;

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

    /** A number of 1 to order-1, each as likely as any other, as so many octets. */
    static Secret below(BigInteger order, int octets, SecureRandom random) {
        BigInteger number;
        do {
            number = new BigInteger(order.bitLength(), random);
        } while (number.signum() == 0 || number.compareTo(order) >= 0);
        return Secret.wrap(padded(number, octets));
    }

    static BigInteger number(Octets octets) {
        return new BigInteger(1, octets.toByteArray());
    }
}
