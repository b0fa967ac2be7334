package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;

/**
 * How hard a pre-shared key is to guess. Whoever answers one of our handshakes, or hears one in Aggressive Mode, can try
 * keys at home, as fast as he likes (CVE-2018-5389).
 *
 * <p>An estimate from above: it knows characters and sequences and no words, so what it calls easy is easy.
 */
final class Guessing {
    /** As many as nobody can try. */
    static final int ENOUGH_BITS = 96;

    private static final int DIGITS = 10;
    private static final int LETTERS = 26;
    private static final int OTHER_SIGNS = 33;
    private static final int OCTETS = 256;

    private Guessing() {}

    static boolean isEasy(Secret secret) {
        return secret.with(Guessing::bits) < ENOUGH_BITS;
    }

    /** At most this many bits are unknown to whoever knows what kinds of characters there are. */
    static int bits(byte[] octets) {
        return (int) (surprising(octets) * (Math.log(alphabet(octets)) / Math.log(2)));
    }

    /** Octets that neither repeat the one before nor are next to it, as in {@code aaaa} and {@code 1234}. */
    private static int surprising(byte[] octets) {
        int count = octets.length == 0 ? 0 : 1;
        for (int i = 1; i < octets.length; i++) {
            count += Math.abs(octets[i] - octets[i - 1]) > 1 ? 1 : 0;
        }
        return count;
    }

    private static int alphabet(byte[] octets) {
        boolean digits = false;
        boolean small = false;
        boolean capital = false;
        boolean signs = false;
        for (byte octet : octets) {
            if (octet < ' ' || octet == 0x7f) {
                return OCTETS;
            }
            digits |= octet >= '0' && octet <= '9';
            small |= octet >= 'a' && octet <= 'z';
            capital |= octet >= 'A' && octet <= 'Z';
            signs |= !Character.isLetterOrDigit(octet);
        }
        return Math.max(
                1, (digits ? DIGITS : 0) + (small ? LETTERS : 0) + (capital ? LETTERS : 0) + (signs ? OTHER_SIGNS : 0));
    }
}
