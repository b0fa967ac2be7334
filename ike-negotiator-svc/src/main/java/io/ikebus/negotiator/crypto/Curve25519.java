package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * X25519 (RFC 7748 5). Scalars, public values and secrets are strings of 32 octets, least significant first, and go over
 * the wire as they are.
 */
final class Curve25519 {
    private Curve25519() {}

    static Secret privateValue(SecureRandom random) {
        byte[] scalar = new byte[X25519.SCALAR_SIZE];
        X25519.generatePrivateKey(random, scalar);
        return Secret.wrap(scalar);
    }

    static Octets publicValue(Secret scalar) {
        byte[] u = new byte[X25519.POINT_SIZE];
        scalar.with(bytes -> {
            X25519.generatePublicKey(bytes, 0, u, 0);
            return u;
        });
        return Octets.wrap(u);
    }

    /** @param peerPublicValue any 32 octets: RFC 7748 5 has the top bit ignored, and all the rest are points */
    static Optional<Secret> sharedSecret(Secret scalar, Octets peerPublicValue) {
        byte[] u = peerPublicValue.toByteArray();
        byte[] shared = new byte[X25519.POINT_SIZE];
        boolean contributes = scalar.with(bytes -> X25519.calculateAgreement(bytes, 0, u, 0, shared, 0));
        // RFC 7748 6.1: "Both MAY check, without leaking extra information about the value of K, whether K is the
        // all-zero value and abort if so". It is for the points of small order, whatever our scalar.
        return contributes ? Optional.of(Secret.wrap(shared)) : Optional.empty();
    }
}
