package io.ikebus.vault.certificate;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Optional;

/** Which rule a public key breaks that the vault shall keep, or keep the private half of. */
public final class KeyQuality {
    private static final String CURVES = "the curve of a key is P-256, P-384, P-521 or Ed25519; this one is another";

    private KeyQuality() {}

    /** Empty if it is good enough; else a sentence that shows nothing of the key but how long it is. */
    public static Optional<String> fault(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> RsaQuality.fault(rsa.getModulus(), rsa.getPublicExponent());
            case ECPublicKey elliptic when KeyKind.onCurve(elliptic).isEmpty() -> Optional.of(CURVES);
            case ECPublicKey elliptic
            when !isOnItsCurve(elliptic) -> Optional.of("the point of a public key is on its curve; this one is not");
            case ECPublicKey _ -> Optional.empty();
            case EdECPublicKey _ -> KeyKind.of(key).isEmpty() ? Optional.of(CURVES) : Optional.empty();
            // Of what it cannot read the JDK keeps the algorithm's name alone.
            default ->
                Optional.of(
                        key.getAlgorithm().equals("EC")
                                ? CURVES
                                : "a key is an RSA key, or one on P-256, P-384, P-521 or Ed25519; this one is neither");
        };
    }

    /** y^2 = x^3 + ax + b, modulo p. These curves have cofactor 1, so that is all. */
    static boolean isOnItsCurve(ECPublicKey key) {
        EllipticCurve curve = key.getParams().getCurve();
        ECPoint point = key.getW();
        if (point.equals(ECPoint.POINT_INFINITY) || !(curve.getField() instanceof ECFieldFp field)) {
            return false;
        }
        BigInteger p = field.getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        boolean reduced = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(p) < 0 && y.compareTo(p) < 0;
        BigInteger right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return reduced && y.multiply(y).subtract(right).mod(p).signum() == 0;
    }
}
