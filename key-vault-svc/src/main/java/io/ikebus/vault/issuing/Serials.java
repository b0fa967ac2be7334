package io.ikebus.vault.issuing;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Serial numbers of certificates: 127 random bits, as text 32 hex digits. */
public final class Serials {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BITS = 127;
    private static final int DIGITS = 32;

    private Serials() {}

    /** RFC 5280 4.1.2.2: "The serial number MUST be a positive integer". */
    static BigInteger next() {
        return new BigInteger(BITS, RANDOM).setBit(0);
    }

    /** Longer numbers, which other authorities give, have more digits. */
    public static String text(BigInteger serial) {
        String digits = serial.toString(16);
        return "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }

    /** @throws NumberFormatException unless it is hex digits */
    static BigInteger parse(String text) {
        return new BigInteger(text, 16);
    }
}
