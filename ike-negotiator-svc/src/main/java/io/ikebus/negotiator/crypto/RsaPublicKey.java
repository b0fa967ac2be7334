package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import java.util.function.IntFunction;

/** A peer's RSA key, to encrypt to it. */
public record RsaPublicKey(BigInteger modulus, BigInteger exponent) {
    /** RFC 8017 7.2.1: {@code 00 02}, at least eight octets that are not zero, {@code 00}. */
    private static final int OVERHEAD = 11;

    /** From SubjectPublicKeyInfo in DER. Empty if it is no RSA key. */
    public static Optional<RsaPublicKey> ofInfo(Octets der) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der.toByteArray()))
                            instanceof RSAPublicKey key
                    ? Optional.of(new RsaPublicKey(key.getModulus(), key.getPublicExponent()))
                    : Optional.empty();
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /** Octets of a ciphertext. */
    public int octets() {
        return (modulus.bitLength() + 7) / 8;
    }

    /** How long what is encrypted may be. */
    public int mostOctets() {
        return octets() - OVERHEAD;
    }

    /**
     * RSAES-PKCS1-v1_5 (RFC 8017 7.2.1), as long as the modulus.
     *
     * @param random unpredictable octets, as many as asked for
     * @throws IllegalArgumentException if {@code text} is longer than {@link #mostOctets}
     */
    public Octets encrypt(Octets text, IntFunction<Octets> random) {
        if (text.length() > mostOctets()) {
            throw new IllegalArgumentException(text.length() + " octets for a key of " + octets());
        }
        byte[] block = new byte[octets()];
        block[1] = 2;
        fill(block, 2, block.length - text.length() - 1, random);
        System.arraycopy(text.toByteArray(), 0, block, block.length - text.length(), text.length());
        byte[] number = new BigInteger(1, block).modPow(exponent, modulus).toByteArray();
        byte[] ciphertext = new byte[octets()];
        int count = Math.min(number.length, ciphertext.length);
        System.arraycopy(number, number.length - count, ciphertext, ciphertext.length - count, count);
        return Octets.wrap(ciphertext);
    }

    private static void fill(byte[] block, int from, int to, IntFunction<Octets> random) {
        int at = from;
        while (at < to) {
            byte[] some = random.apply(to - at).toByteArray();
            for (int i = 0; i < some.length && at < to; i++) {
                if (some[i] != 0) {
                    block[at++] = some[i];
                }
            }
        }
    }
}
