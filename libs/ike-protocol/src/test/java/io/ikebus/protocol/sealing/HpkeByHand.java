package io.ikebus.protocol.sealing;

import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * HPKE in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-GCM, written from RFC 9180 with the JDK alone:
 * a second opinion on what Bouncy Castle does.
 *
 * @param aeadId 1 for AES-128-GCM, 2 for AES-256-GCM (RFC 9180 7.3)
 */
record HpkeByHand(int aeadId) {
    private static final Octets KEM_SUITE = concat("KEM", Octets.ofNumber(0x20, 2));
    private static final Octets BASE_POINT = Octets.concat(Octets.of(9), Octets.wrap(new byte[31]));

    Octets publicKey(Octets privateKey) {
        return dh(privateKey, BASE_POINT);
    }

    /** Ciphertext and tag, by the ephemeral key that is given. */
    Octets seal(Octets ephemeral, Octets recipient, Octets info, Octets associatedData, Octets plaintext) {
        Octets secret = sharedSecret(dh(ephemeral, recipient), publicKey(ephemeral), recipient);
        return aead(Cipher.ENCRYPT_MODE, secret, info, associatedData, plaintext);
    }

    Octets open(Octets recipientPrivate, Octets encapsulated, Octets info, Octets associatedData, Octets ciphertext) {
        Octets secret = sharedSecret(dh(recipientPrivate, encapsulated), encapsulated, publicKey(recipientPrivate));
        return aead(Cipher.DECRYPT_MODE, secret, info, associatedData, ciphertext);
    }

    /** RFC 9180 4.1, ExtractAndExpand. */
    private static Octets sharedSecret(Octets dh, Octets encapsulated, Octets recipient) {
        Octets context = Octets.concat(encapsulated, recipient);
        return expand(extract(Octets.EMPTY, KEM_SUITE, "eae_prk", dh), KEM_SUITE, "shared_secret", context, 32);
    }

    /** RFC 9180 5.1 and 5.2, KeySchedule in mode_base and the first message. */
    private Octets aead(int mode, Octets sharedSecret, Octets info, Octets associatedData, Octets text) {
        Octets suite = concat("HPKE", Octets.concat(Octets.of(0, 0x20, 0, 1), Octets.ofNumber(aeadId, 2)));
        Octets context = Octets.concat(
                Octets.of(0),
                extract(Octets.EMPTY, suite, "psk_id_hash", Octets.EMPTY),
                extract(Octets.EMPTY, suite, "info_hash", info));
        Octets secret = extract(sharedSecret, suite, "secret", Octets.EMPTY);
        Octets key = expand(secret, suite, "key", context, aeadId == 1 ? 16 : 32);
        Octets nonce = expand(secret, suite, "base_nonce", context, 12);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode, new SecretKeySpec(key.toByteArray(), "AES"), new GCMParameterSpec(128, nonce.toByteArray()));
            cipher.updateAAD(associatedData.toByteArray());
            return Octets.wrap(cipher.doFinal(text.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Octets extract(Octets salt, Octets suite, String label, Octets ikm) {
        Octets labelled = Octets.concat(concat("HPKE-v1", suite), concat(label, ikm));
        // RFC 5869 2.2: a salt that is not provided "is set to a string of HashLen zeros".
        return hmac(salt.isBlank() ? Octets.wrap(new byte[32]) : salt, labelled);
    }

    /** Up to 32 octets, for which RFC 5869 2.3 needs one round. */
    private static Octets expand(Octets prk, Octets suite, String label, Octets info, int length) {
        Octets labelled = Octets.concat(Octets.ofNumber(length, 2), concat("HPKE-v1", suite), concat(label, info));
        return hmac(prk, Octets.concat(labelled, Octets.of(1))).slice(0, length);
    }

    private static Octets hmac(Octets key, Octets data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.toByteArray(), "HmacSHA256"));
            return Octets.wrap(mac.doFinal(data.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Octets dh(Octets privateKey, Octets publicKey) {
        try {
            KeyFactory factory = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(factory.generatePrivate(
                    new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey.toByteArray())));
            XECPublicKey other = (XECPublicKey)
                    factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(publicKey)));
            agreement.doPhase(other, true);
            return Octets.wrap(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 7748 5: little-endian, the most significant bit of the last octet masked. */
    private static BigInteger coordinate(Octets publicKey) {
        byte[] big = new byte[32];
        for (int i = 0; i < 32; i++) {
            big[31 - i] = (byte) publicKey.u8(i);
        }
        big[0] &= 0x7f;
        return new BigInteger(1, big);
    }

    private static Octets concat(String label, Octets octets) {
        return Octets.concat(Octets.wrap(label.getBytes(StandardCharsets.US_ASCII)), octets);
    }
}
