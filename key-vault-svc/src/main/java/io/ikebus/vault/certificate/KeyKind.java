package io.ikebus.vault.certificate;

import io.ikebus.protocol.octets.Octets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of keys that signatures are made with: RFC 2409 5.1, RFC 4754, and for IKEv2 RFC 8420. IKEv1 has no method for
 * Ed25519: none of its methods ever chooses such a key.
 */
public enum KeyKind {
    RSA("RSA", ""),
    P256("EC", "secp256r1"),
    P384("EC", "secp384r1"),
    P521("EC", "secp521r1"),
    ED25519("Ed25519", "");

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private final String algorithm;
    private final @Nullable EllipticCurve curve;

    KeyKind(String algorithm, String curve) {
        this.algorithm = algorithm;
        this.curve = curve.isEmpty() ? null : named(curve);
    }

    private static EllipticCurve named(String curve) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curve));
            return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(curve + " must be there", e);
        }
    }

    /** Empty if no signature can be made with such a key, or should be: see {@link KeyQuality} for what is wrong. */
    public static Optional<KeyKind> of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                // Shorter ones can be factored, or soon will be; longer ones cost more than a handshake should.
                yield bits >= RsaQuality.SHORTEST_MODULUS && bits <= RsaQuality.LONGEST_MODULUS
                        ? Optional.of(RSA)
                        : Optional.empty();
            }
            case ECPublicKey elliptic -> onCurve(elliptic).filter(_ -> KeyQuality.isOnItsCurve(elliptic));
            case EdECPublicKey edwards ->
                Optional.of(ED25519)
                        .filter(_ -> edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName()));
            default -> Optional.empty();
        };
    }

    /** By the curve alone. */
    static Optional<KeyKind> onCurve(ECPublicKey key) {
        return Arrays.stream(values())
                .filter(kind -> key.getParams().getCurve().equals(kind.curve))
                .findFirst();
    }

    /** Of SubjectPublicKeyInfo that has been read before. */
    public static PublicKey publicKey(Octets der) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der.toByteArray()));
            } catch (GeneralSecurityException _) {
                // It is of another algorithm.
            }
        }
        throw new IllegalStateException("a key that was kept must be readable");
    }

    /** The private key in {@code pkcs8}, of whichever kind; empty if it is of none. */
    public static Optional<PrivateKey> anyPrivateKey(byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            } catch (GeneralSecurityException _) {
                // It is of another algorithm, or what is wrong with it could only be told by quoting it.
            }
        }
        return Optional.empty();
    }

    /** @throws GeneralSecurityException unless {@code pkcs8} is a key of this kind's algorithm */
    public PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
