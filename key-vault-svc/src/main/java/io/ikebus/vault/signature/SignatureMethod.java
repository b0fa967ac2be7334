package io.ikebus.vault.signature;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.keytoken.Jca;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;

/** What is made of a hash and a key. */
public enum SignatureMethod {
    /** PKCS #1 v1.5 with block type 1 over the hash alone, without its algorithm's name: RFC 2409 5.1. */
    @JsonProperty("rsa")
    RSA("rsa", KeyKind.RSA, 64) {
        @Override
        byte[] sign(PrivateKey key, Jca jca, byte[] hash) throws GeneralSecurityException {
            Cipher cipher = jca.cipher("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(hash);
        }

        @Override
        boolean isSignature(PublicKey key, byte[] hash, byte[] signature) throws GeneralSecurityException {
            int octets = (((RSAPublicKey) key).getModulus().bitLength() + 7) / 8;
            if (signature.length != octets) {
                return false;
            }
            Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            // Compared whole, never parsed: with exponent 3 whatever a parser passes over can be forged.
            return MessageDigest.isEqual(cipher.doFinal(signature), block(hash, octets));
        }
    },
    @JsonProperty("ecdsa-256")
    ECDSA_256("ecdsa-256", KeyKind.P256, 32),
    @JsonProperty("ecdsa-384")
    ECDSA_384("ecdsa-384", KeyKind.P384, 48),
    @JsonProperty("ecdsa-521")
    ECDSA_521("ecdsa-521", KeyKind.P521, 64);

    private static final int SHORTEST_HASH = 16;

    private final String text;
    private final KeyKind key;
    private final int hashOctets;

    SignatureMethod(String text, KeyKind key, int hashOctets) {
        this.text = text;
        this.key = key;
        this.hashOctets = hashOctets;
    }

    public KeyKind key() {
        return key;
    }

    /** RSA signs whatever was negotiated; ECDSA the hash of its curve (RFC 4754 2). */
    boolean takes(Octets hash) {
        return this == RSA
                ? hash.length() >= SHORTEST_HASH && hash.length() <= hashOctets
                : hash.length() == hashOctets;
    }

    /** {@code r | s}, each as long as the curve's order: RFC 4754 2. */
    byte[] sign(PrivateKey key, Jca jca, byte[] hash) throws GeneralSecurityException {
        Signature signer = jca.signature("NONEwithECDSAinP1363Format");
        signer.initSign(key);
        signer.update(hash);
        return signer.sign();
    }

    /** @throws GeneralSecurityException if this cannot be a signature by such a key */
    boolean isSignature(PublicKey key, byte[] hash, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(key);
        verifier.update(hash);
        return verifier.verify(signature);
    }

    /** {@code 00 01 FF ... FF 00 hash}: RFC 8017 9.2, with the hash in the place of DigestInfo. */
    private static byte[] block(byte[] hash, int octets) {
        byte[] block = new byte[octets];
        Arrays.fill(block, 2, octets - hash.length - 1, (byte) 0xff);
        block[1] = 1;
        System.arraycopy(hash, 0, block, octets - hash.length, hash.length);
        return block;
    }

    @Override
    public String toString() {
        return text;
    }
}
