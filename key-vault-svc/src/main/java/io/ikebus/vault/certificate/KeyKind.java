package io.ikebus.vault.certificate;

import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of keys that signatures in IKEv1 are made with: RFC 2409 5.1, RFC 4754. */
public enum KeyKind {
    RSA("RSA", ""),
    P256("EC", "secp256r1"),
    P384("EC", "secp384r1"),
    P521("EC", "secp521r1");

    /** Shorter ones can be factored, or soon will be; longer ones cost more than a handshake should. */
    private static final int SHORTEST_MODULUS = 2_048;

    private static final int LONGEST_MODULUS = 8_192;

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

    /** Empty if no signature in IKEv1 can be made with such a key, or should be. */
    public static Optional<KeyKind> of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> {
                int bits = rsa.getModulus().bitLength();
                yield bits >= SHORTEST_MODULUS && bits <= LONGEST_MODULUS ? Optional.of(RSA) : Optional.empty();
            }
            case ECPublicKey elliptic ->
                Arrays.stream(values())
                        .filter(kind -> elliptic.getParams().getCurve().equals(kind.curve))
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /** Of SubjectPublicKeyInfo that has been read before. */
    public static BigInteger rsaModulus(Octets der) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der.toByteArray()));
            return ((RSAPublicKey) key).getModulus();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an RSA key that was kept must be readable", e);
        }
    }

    /** @throws GeneralSecurityException unless {@code pkcs8} is a key of this kind's algorithm */
    public PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }
}
