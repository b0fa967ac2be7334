package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.teletrust.TeleTrusTNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A curve of NIST (RFC 5903, RFC 5114) or Brainpool (RFC 6932), all of prime order. Bouncy Castle's own arithmetic for
 * NIST's curves is two to four times faster than the JDK's here; Brainpool's curves have no such arithmetic.
 */
final class Ecp {
    private static final Map<DiffieHellmanGroup, Ecp> KNOWN = new ConcurrentHashMap<>();

    private final DiffieHellmanGroup group;
    private final X9ECParameters curve;

    private Ecp(DiffieHellmanGroup group) {
        this.group = group;
        this.curve = switch (group) {
            case ECP_192 -> CustomNamedCurves.getByName("secp192r1");
            case ECP_224 -> CustomNamedCurves.getByName("secp224r1");
            case ECP_256 -> CustomNamedCurves.getByName("secp256r1");
            case ECP_384 -> CustomNamedCurves.getByName("secp384r1");
            case ECP_521 -> CustomNamedCurves.getByName("secp521r1");
            case ECP_224_BP -> TeleTrusTNamedCurves.getByName("brainpoolP224r1");
            case ECP_256_BP -> TeleTrusTNamedCurves.getByName("brainpoolP256r1");
            case ECP_384_BP -> TeleTrusTNamedCurves.getByName("brainpoolP384r1");
            case ECP_512_BP -> TeleTrusTNamedCurves.getByName("brainpoolP512r1");
            case MODP_768, MODP_1024, MODP_1536, MODP_2048, MODP_3072, MODP_4096, MODP_6144, MODP_8192 ->
                throw notOurs(group);
            case MODP_1024_S160, MODP_2048_S224, MODP_2048_S256, CURVE_25519 -> throw notOurs(group);
        };
    }

    private static IllegalStateException notOurs(DiffieHellmanGroup group) {
        return new IllegalStateException(group + " is no ECP group");
    }

    static Ecp of(DiffieHellmanGroup group) {
        return KNOWN.computeIfAbsent(group, Ecp::new);
    }

    /** A number of 1 to n-1, each as likely as any other. */
    Secret privateValue(SecureRandom random) {
        return FieldElements.below(curve.getN(), group.fieldOctets(), random);
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
