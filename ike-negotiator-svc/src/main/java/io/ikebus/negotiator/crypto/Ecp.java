package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A curve of RFC 5903. Bouncy Castle's curves are two to four times faster than the JDK's here. */
final class Ecp {
    private static final Map<DiffieHellmanGroup, Ecp> KNOWN = new ConcurrentHashMap<>();

    private final DiffieHellmanGroup group;
    private final X9ECParameters curve;

    private Ecp(DiffieHellmanGroup group) {
        this.group = group;
        this.curve = CustomNamedCurves.getByName(
                switch (group) {
                    case ECP_256 -> "secp256r1";
                    case ECP_384 -> "secp384r1";
                    case ECP_521 -> "secp521r1";
                    case MODP_2048, MODP_3072, MODP_4096, MODP_6144, MODP_8192 ->
                        throw new IllegalStateException(group + " is no ECP group");
                });
    }

    static Ecp of(DiffieHellmanGroup group) {
        return KNOWN.computeIfAbsent(group, Ecp::new);
    }

    /** A number of 1 to n-1, each as likely as any other. */
    Secret privateValue(SecureRandom random) {
        BigInteger scalar;
        do {
            scalar = new BigInteger(group.privateBits(), random);
        } while (scalar.signum() == 0 || scalar.compareTo(curve.getN()) >= 0);
        return Secret.wrap(FieldElements.padded(scalar, group.fieldOctets()));
    }

    /** x | y, without the octet that says "uncompressed" (RFC 5903 7). */
    Octets publicValue(BigInteger scalar) {
        ECPoint point =
                new FixedPointCombMultiplier().multiply(curve.getG(), scalar).normalize();
        return Octets.concat(
                Octets.wrap(point.getAffineXCoord().getEncoded()),
                Octets.wrap(point.getAffineYCoord().getEncoded()));
    }

    Optional<Secret> sharedSecret(BigInteger scalar, Octets peerPublicValue) {
        int half = group.fieldOctets();
        BigInteger x = FieldElements.number(peerPublicValue.slice(0, half));
        BigInteger y = FieldElements.number(peerPublicValue.from(half));
        BigInteger field = curve.getCurve().getField().getCharacteristic();
        if (x.compareTo(field) >= 0 || y.compareTo(field) >= 0) {
            return Optional.empty();
        }
        // RFC 6989 2.3: the point must be on the curve, or a secret of a weaker curve is given away bit by bit.
        ECPoint point = curve.getCurve().createPoint(x, y);
        if (!point.isValid()) {
            return Optional.empty();
        }
        // RFC 5903 7: "The Diffie-Hellman shared secret value consists of the x value of the Diffie-Hellman common
        // value."
        return Optional.of(
                Secret.wrap(point.multiply(scalar).normalize().getAffineXCoord().getEncoded()));
    }
}
