package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.DerBounds;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.certification.PublicHalf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;

/** Private keys as they come in. */
public final class PrivateKeys {
    private PrivateKeys() {}

    /** Whether {@code pkcs8} is the private key to {@code publicKey}. */
    public static boolean isPair(KeyKind kind, Secret pkcs8, PublicKey publicKey) {
        byte[] text = "whose key is this?".getBytes(StandardCharsets.US_ASCII);
        String algorithm =
                switch (kind) {
                    case RSA -> "SHA256withRSA";
                    case P256, P384, P521 -> "SHA256withECDSA";
                    case ED25519 -> "Ed25519";
                };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(pkcs8.with(octets -> privateKey(kind, octets)));
            signer.update(text);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(publicKey);
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | UnusableKeyException _) {
            // What is wrong with it could only be told by quoting it.
            return false;
        }
    }

    /**
     * The public half. Empty unless this is one key in PKCS #8 and nothing else, of a kind that is kept, and signs what the
     * public half verifies; an RSA key has everything that the fast exponentiation takes.
     */
    static Optional<PublicKey> publicKey(Secret pkcs8) {
        return pkcs8.with(octets -> isBounded(octets) ? KeyKind.anyPrivateKey(octets) : Optional.<PrivateKey>empty())
                .flatMap(PublicHalf::of)
                .filter(own -> isUsable(pkcs8, own));
    }

    /** A weak key is a pair too: what is wrong with it is for {@link io.ikebus.vault.certificate.KeyQuality} to say. */
    private static boolean isUsable(Secret pkcs8, PublicKey own) {
        return KeyKind.of(own).map(kind -> isPair(kind, pkcs8, own)).orElse(true);
    }

    private static boolean isBounded(byte[] pkcs8) {
        return DerBounds.broken(pkcs8, SentSecret.LONGEST_PRIVATE_KEY).isEmpty();
    }

    private static PrivateKey privateKey(KeyKind kind, byte[] pkcs8) {
        if (!isBounded(pkcs8)) {
            throw new UnusableKeyException();
        }
        try {
            return kind.privateKey(pkcs8);
        } catch (GeneralSecurityException _) {
            throw new UnusableKeyException();
        }
    }

    /** Carries nothing: the cause would quote the key. */
    private static final class UnusableKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
