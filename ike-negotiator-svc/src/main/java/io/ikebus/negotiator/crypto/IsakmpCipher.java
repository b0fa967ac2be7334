package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Ciphers of phase 1 with their IANA number, in CBC mode without padding of their own (RFC 2409 Appendix B). */
public enum IsakmpCipher {
    AES_CBC(7, 16, "AES", "AES/CBC/NoPadding");

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
            case AES_CBC -> bits == 128 || bits == 192 || bits == 256;
        };
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
}
