package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Ciphers of phase 1 with their IANA number, in CBC mode without padding of their own (RFC 2409 Appendix B). */
public enum IsakmpCipher {
    /**
     * 56 bits that anybody can search. Weak keys are not looked for: one comes up once in 2^52 SAs, and peers do not look
     * either.
     */
    DES_CBC(1, 8, "DES", "DES/CBC/NoPadding"),
    AES_CBC(7, 16, "AES", "AES/CBC/NoPadding"),
    /** RFC 2451. */
    TRIPLE_DES_CBC(5, 8, "DESede", "DESede/CBC/NoPadding"),
    /** RFC 4312; not one of the JDK's. */
    CAMELLIA_CBC(8, 16, "Camellia", "");

    private final int id;
    private final int blockOctets;
    private final String keyName;
    private final String transformation;

    IsakmpCipher(int id, int blockOctets, String keyName, String transformation) {
        this.id = id;
        this.blockOctets = blockOctets;
        this.keyName = keyName;
        this.transformation = transformation;
    }

    public static Optional<IsakmpCipher> ofId(int id) {
        return Arrays.stream(values()).filter(cipher -> cipher.id == id).findFirst();
    }

    /** The value of the Encryption Algorithm attribute. */
    public int id() {
        return id;
    }

    /** Octets of a block, and so of the IV. */
    public int blockOctets() {
        return blockOctets;
    }

    /** Whether it has keys of this length. */
    public boolean takesKeyOf(int bits) {
        return switch (this) {
            case AES_CBC, CAMELLIA_CBC -> bits == 128 || bits == 192 || bits == 256;
            case TRIPLE_DES_CBC -> bits == 192;
            case DES_CBC -> bits == 64;
        };
    }

    /** Whether peers must be told how long the key is. */
    public boolean hasKeysOfSeveralLengths() {
        return switch (this) {
            case AES_CBC, CAMELLIA_CBC -> true;
            case DES_CBC, TRIPLE_DES_CBC -> false;
        };
    }

    /** Whether it takes {@code policy: LEGACY} to use it. */
    public boolean isLegacy() {
        return this == DES_CBC;
    }

    /** @throws IllegalArgumentException unless there are whole blocks, and an IV of one */
    public Octets encrypt(Secret key, Octets iv, Octets paddedPlaintext) {
        return apply(Cipher.ENCRYPT_MODE, key, iv, paddedPlaintext);
    }

    /** @throws IllegalArgumentException unless there are whole blocks, and an IV of one: check what a peer sent first */
    public Octets decrypt(Secret key, Octets iv, Octets ciphertext) {
        return apply(Cipher.DECRYPT_MODE, key, iv, ciphertext);
    }

    private Octets apply(int mode, Secret secret, Octets iv, Octets text) {
        if (iv.length() != blockOctets || text.length() % blockOctets != 0) {
            throw new IllegalArgumentException(
                    this + " takes whole blocks: IV of " + iv.length() + ", text of " + text.length() + " octets");
        }
        if (this == CAMELLIA_CBC) {
            return camellia(mode == Cipher.ENCRYPT_MODE, secret, iv, text);
        }
        try {
            Cipher cipher = Jdk.cipher(transformation);
            cipher.init(
                    mode,
                    secret.with(bytes -> new SecretKeySpec(bytes, keyName)),
                    new IvParameterSpec(iv.toByteArray()));
            return Octets.wrap(cipher.doFinal(text.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(this + " with a key of " + secret.length() + " octets", e);
        }
    }

    private static Octets camellia(boolean encrypt, Secret secret, Octets iv, Octets text) {
        CBCModeCipher cipher = CBCBlockCipher.newInstance(new CamelliaEngine());
        cipher.init(encrypt, new ParametersWithIV(secret.with(KeyParameter::new), iv.toByteArray()));
        byte[] in = text.toByteArray();
        byte[] out = new byte[in.length];
        for (int at = 0; at < in.length; at += cipher.getBlockSize()) {
            cipher.processBlock(in, at, out, at);
        }
        return Octets.wrap(out);
    }
}
