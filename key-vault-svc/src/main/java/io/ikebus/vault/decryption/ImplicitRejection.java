package io.ikebus.vault.decryption;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.keytoken.Jca;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * RSAES-PKCS1-v1_5 (RFC 8017 7.2.2) without an answer to "was it well formed?". In the place of a block that was not
 * stands a text that only this key could foretell: the same for the same block, of some length that could be.
 *
 * <p>Which of both it is decides no branch and no index here. The exponentiation is the JDK's, with blinding.
 */
final class ImplicitRejection {
    /** {@code 00 02}, eight octets that are not zero: before the tenth no zero may stand. */
    private static final int FIRST_SEPARATOR = 10;

    /** {@code 00 02}, eight octets, {@code 00}. */
    static final int OVERHEAD = 11;

    private final PrivateKey key;
    private final BigInteger modulus;
    private final Jca jca;
    private final Supplier<byte[]> onlyOurs;
    private final int octets;

    /** @param onlyOurs what nobody else knows, the same for each block: made anew and wiped for each */
    private ImplicitRejection(PrivateKey key, BigInteger modulus, Jca jca, Supplier<byte[]> onlyOurs) {
        this.key = key;
        this.modulus = modulus;
        this.jca = jca;
        this.onlyOurs = onlyOurs;
        this.octets = (modulus.bitLength() + 7) / 8;
    }

    /** With a key in this process. */
    static ImplicitRejection of(RSAPrivateKey key) {
        int octets = (key.getModulus().bitLength() + 7) / 8;
        return new ImplicitRejection(key, key.getModulus(), Jca.OWN, () -> fixed(key.getPrivateExponent(), octets));
    }

    /** With a key in a token, whose exponent nobody sees. */
    static ImplicitRejection of(PrivateKey key, Jca token, BigInteger modulus, byte[] onlyOurs) {
        return new ImplicitRejection(key, modulus, token, onlyOurs::clone);
    }

    /** The longest text that a block can hold. */
    int longest() {
        return octets - OVERHEAD;
    }

    /**
     * @param shortest octets that the text may have
     * @param longest octets that the text may have, not more than {@link #longest}
     */
    byte[] decrypt(Octets ciphertext, int shortest, int longest) throws GeneralSecurityException {
        BigInteger number = new BigInteger(1, ciphertext.toByteArray());
        // What everybody can see of a block may also decide: that it is no number below the modulus.
        int outside = mask(number.compareTo(modulus) >= 0);
        byte[] padded = fixed(number.mod(modulus), octets);
        byte[] block = exponentiated(padded);
        byte[] substitute = new byte[octets];
        int substituteLength = substitute(padded, substitute, shortest, longest);
        try {
            int separator = 0;
            int looking = -1;
            for (int i = 2; i < octets; i++) {
                int zero = zero(block[i] & 0xff);
                separator |= i & looking & zero;
                looking &= ~zero;
            }
            int length = octets - 1 - separator;
            int bad = outside
                    | looking
                    | ~zero(block[0] & 0xff)
                    | ~zero((block[1] & 0xff) ^ 2)
                    | less(separator, FIRST_SEPARATOR)
                    | less(length, shortest)
                    | less(longest, length);
            int chosen = (bad & substituteLength) | (~bad & length);
            for (int i = 0; i < octets; i++) {
                block[i] = (byte) ((bad & substitute[i]) | (~bad & block[i]));
            }
            return Arrays.copyOfRange(block, octets - chosen, octets);
        } finally {
            Arrays.fill(block, (byte) 0);
            Arrays.fill(substitute, (byte) 0);
        }
    }

    private byte[] exponentiated(byte[] padded) throws GeneralSecurityException {
        Cipher cipher = jca.cipher("RSA/ECB/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key);
        byte[] block = cipher.doFinal(padded);
        // Some tokens leave out leading zeros, which say no more than the block does.
        return block.length == octets ? block : fixed(new BigInteger(1, block), octets);
    }

    /** Fills {@code text} with what stands in for a bad block, and says how many of its last octets count. */
    private int substitute(byte[] padded, byte[] text, int shortest, int longest) throws GeneralSecurityException {
        byte[] ours = onlyOurs.get();
        byte[] secret = MessageDigest.getInstance("SHA-256").digest(ours);
        Arrays.fill(ours, (byte) 0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        byte[] seed = mac.doFinal(padded);
        Arrays.fill(secret, (byte) 0);
        mac.init(new SecretKeySpec(seed, "HmacSHA256"));
        for (int at = 0, count = 0; at < text.length; count++) {
            mac.update("text".getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) count);
            byte[] some = mac.doFinal();
            int part = Math.min(some.length, text.length - at);
            System.arraycopy(some, 0, text, at, part);
            at += part;
        }
        mac.update("length".getBytes(StandardCharsets.US_ASCII));
        byte[] number = mac.doFinal();
        long fraction =
                (number[0] & 0xffL) << 24 | (number[1] & 0xff) << 16 | (number[2] & 0xff) << 8 | number[3] & 0xff;
        return shortest + (int) (fraction * (longest - shortest + 1) >>> 32);
    }

    private static byte[] fixed(BigInteger number, int octets) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[octets];
        int count = Math.min(bytes.length, octets);
        System.arraycopy(bytes, bytes.length - count, fixed, octets - count, count);
        return fixed;
    }

    private static int mask(boolean visible) {
        return visible ? -1 : 0;
    }

    /** All ones if {@code value}, 0 to 255, is 0. */
    private static int zero(int value) {
        return (value - 1) >> 31;
    }

    /** All ones if {@code a < b}, both small and not negative. */
    private static int less(int a, int b) {
        return (a - b) >> 31;
    }
}
