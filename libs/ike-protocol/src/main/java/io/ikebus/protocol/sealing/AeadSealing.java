package io.ikebus.protocol.sealing;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with associated data.
 *
 * <pre>
 * | version 1 | id length n | key id (n) | nonce (12) | ciphertext | tag (16) |
 * </pre>
 *
 * The associated data is everything before the nonce, then the caller's. Nonces are random: rotate a key before 2^32
 * uses (NIST SP 800-38D 8.3).
 */
public final class AeadSealing {
    private static final int VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private AeadSealing() {}

    public static Octets seal(SealingKey key, Secret plaintext, Octets associatedData, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        Octets id = Octets.wrap(key.id().getBytes(StandardCharsets.US_ASCII));
        Octets head = Octets.concat(Octets.of(VERSION, id.length()), id);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, head, associatedData);
            byte[] sealed = new byte[plaintext.length() + TAG];
            int length = plaintext.with(bytes -> finish(cipher, bytes, 0, bytes.length, sealed));
            if (length != sealed.length) {
                throw new IllegalStateException("GCM wrote " + length + " octets");
            }
            return Octets.concat(head, Octets.wrap(nonce), Octets.wrap(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM must be there", e);
        }
    }

    /** The id of the key that sealed this; empty if the form is wrong. */
    public static Optional<String> keyId(Octets sealed) {
        if (sealed.length() < 2
                || sealed.u8(0) != VERSION
                || sealed.u8(1) == 0
                || sealed.length() < 2 + sealed.u8(1) + NONCE + TAG) {
            return Optional.empty();
        }
        return Optional.of(new String(sealed.slice(2, 2 + sealed.u8(1)).toByteArray(), StandardCharsets.US_ASCII));
    }

    /** The plaintext; empty if the form, the key, the associated data or any bit is not what was sealed. */
    public static Optional<Secret> open(SealingKey key, Octets sealed, Octets associatedData) {
        if (!keyId(sealed).filter(key.id()::equals).isPresent()) {
            return Optional.empty();
        }
        int nonceAt = 2 + sealed.u8(1);
        byte[] body = sealed.from(nonceAt + NONCE).toByteArray();
        byte[] plaintext = new byte[body.length - TAG];
        try {
            Cipher cipher = cipher(
                    Cipher.DECRYPT_MODE,
                    key,
                    sealed.slice(nonceAt, nonceAt + NONCE).toByteArray(),
                    sealed.slice(0, nonceAt),
                    associatedData);
            cipher.doFinal(body, 0, body.length, plaintext);
            return Optional.of(Secret.wrap(plaintext));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM must be there", e);
        }
    }

    private static Cipher cipher(int mode, SealingKey key, byte[] nonce, Octets head, Octets associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, key.key().with(bytes -> new SecretKeySpec(bytes, "AES")), new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(head.toByteArray());
        cipher.updateAAD(associatedData.toByteArray());
        return cipher;
    }

    private static int finish(Cipher cipher, byte[] in, int from, int length, byte[] out) {
        try {
            return cipher.doFinal(in, from, length, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption cannot fail", e);
        }
    }
}
