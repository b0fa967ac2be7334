package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.KeyKind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;

/** Private keys as they come in. */
public final class PrivateKeys {
    private PrivateKeys() {}

    /** Whether {@code pkcs8} is the private key to {@code publicKey}. */
    public static boolean isPair(KeyKind kind, Secret pkcs8, PublicKey publicKey) {
        byte[] text = "whose key is this?".getBytes(StandardCharsets.US_ASCII);
        String algorithm = kind == KeyKind.RSA ? "SHA256withRSA" : "SHA256withECDSA";
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

    /** The public half. Empty unless this is an RSA key with everything that the fast exponentiation takes. */
    static Optional<PublicKey> rsaPublicKey(Secret pkcs8) {
        try {
            return pkcs8.with(octets -> privateKey(KeyKind.RSA, octets)) instanceof RSAPrivateCrtKey key
                    ? Optional.of(KeyFactory.getInstance("RSA")
                                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())))
                            .filter(own -> isPair(KeyKind.RSA, pkcs8, own))
                    : Optional.empty();
        } catch (GeneralSecurityException | UnusableKeyException _) {
            return Optional.empty();
        }
    }

    private static java.security.PrivateKey privateKey(KeyKind kind, byte[] pkcs8) {
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
