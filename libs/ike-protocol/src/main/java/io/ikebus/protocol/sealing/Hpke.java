package io.ikebus.protocol.sealing;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * HPKE in base mode with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM (RFC 9180 7), one message per
 * encapsulation.
 *
 * <pre>
 * | encapsulated key (32) | ciphertext | tag (16) |
 * </pre>
 */
public final class Hpke {
    /** Octets of a public key, and of an encapsulated one. */
    public static final int PUBLIC_KEY = 32;

    private Hpke() {}

    /** A private key of 32 octets and its public key. */
    public record KeyPair(Secret privateKey, Octets publicKey) {}

    public static KeyPair generate() {
        AsymmetricCipherKeyPair pair = hpke().generatePrivateKey();
        X25519PrivateKeyParameters key = (X25519PrivateKeyParameters) pair.getPrivate();
        return new KeyPair(
                Secret.wrap(key.getEncoded()),
                Octets.wrap(key.generatePublicKey().getEncoded()));
    }

    /** @throws IllegalArgumentException unless the key has 32 octets */
    public static KeyPair ofPrivateKey(Secret privateKey) {
        if (privateKey.length() != PUBLIC_KEY) {
            throw new IllegalArgumentException("an X25519 private key has 32 octets");
        }
        return new KeyPair(
                privateKey,
                privateKey.with(bytes -> Octets.wrap(new X25519PrivateKeyParameters(bytes)
                        .generatePublicKey()
                        .getEncoded())));
    }

    /**
     * Seals to the holder of {@code publicKey}.
     *
     * @param info what the sealing is for; both ends must name the same
     * @param associatedData what the plaintext is bound to
     * @throws IllegalArgumentException unless the key is a public key of X25519
     */
    public static Octets seal(Octets publicKey, Octets info, Octets associatedData, Secret plaintext) {
        HPKE hpke = hpke();
        try {
            AsymmetricKeyParameter key = hpke.deserializePublicKey(publicKey.toByteArray());
            byte[][] sealed = plaintext.with(bytes -> {
                try {
                    return hpke.seal(
                            key,
                            info.toByteArray(),
                            associatedData.toByteArray(),
                            bytes,
                            new byte[0],
                            new byte[0],
                            null);
                } catch (InvalidCipherTextException e) {
                    throw new IllegalStateException("encryption cannot fail", e);
                }
            });
            return Octets.concat(Octets.wrap(sealed[1]), Octets.wrap(sealed[0]));
        } catch (IllegalStateException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a public key of X25519", e);
        }
    }

    /** The plaintext; empty if this was sealed to another key, for another purpose, bound to other data, or changed. */
    public static Optional<Secret> open(KeyPair own, Octets info, Octets associatedData, Octets sealed) {
        if (sealed.length() < PUBLIC_KEY + 16) {
            return Optional.empty();
        }
        HPKE hpke = hpke();
        try {
            AsymmetricCipherKeyPair pair = own.privateKey()
                    .with(bytes -> hpke.deserializePrivateKey(
                            bytes.clone(), own.publicKey().toByteArray()));
            return Optional.of(Secret.wrap(hpke.open(
                    sealed.slice(0, PUBLIC_KEY).toByteArray(),
                    pair,
                    info.toByteArray(),
                    associatedData.toByteArray(),
                    sealed.from(PUBLIC_KEY).toByteArray(),
                    new byte[0],
                    new byte[0],
                    null)));
        } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static HPKE hpke() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}
