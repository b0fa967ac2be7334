package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Diffie-Hellman as IKE uses it: public values and shared secrets are padded to the length of the field, most
 * significant octet first (RFC 2409 5, RFC 5903 7 and 9); those of Curve25519 are 32 octets as they are (RFC 8031 3.1).
 *
 * <p>Key pairs are for one use. The arithmetic is not of constant time, which is acceptable for exponents that serve
 * once, and for those only.
 */
public final class DiffieHellman {
    private DiffieHellman() {}

    /**
     * @param privateValue the exponent or scalar, most significant octet first; least significant first for Curve25519
     * @param publicValue the body of a KE payload
     */
    public record KeyPair(DiffieHellmanGroup group, Secret privateValue, Octets publicValue) {}

    public static KeyPair generate(DiffieHellmanGroup group, SecureRandom random) {
        return keyPair(
                group,
                switch (group.kind()) {
                    case MODP -> Modp.of(group).privateValue(random);
                    case ECP -> Ecp.of(group).privateValue(random);
                    case CURVE_25519 -> Curve25519.privateValue(random);
                });
    }

    /** The key pair of a private value that is known, as a test vector's is. */
    static KeyPair keyPair(DiffieHellmanGroup group, Secret privateValue) {
        return new KeyPair(
                group,
                privateValue,
                switch (group.kind()) {
                    case MODP -> Modp.of(group).publicValue(number(privateValue));
                    case ECP -> Ecp.of(group).publicValue(number(privateValue));
                    case CURVE_25519 -> Curve25519.publicValue(privateValue);
                });
    }

    private static BigInteger number(Secret privateValue) {
        return privateValue.with(bytes -> new BigInteger(1, bytes));
    }

    /**
     * g^xy with its leading zeros: as long as the prime for MODP, the x coordinate for ECP, 32 octets for Curve25519.
     * Empty if the peer's value has not the group's length, is not in 1 < y < p-1 or not in the subgroup, is no point of
     * the curve, or leads to zero: INVALID-KEY-INFORMATION.
     */
    public static Optional<Secret> sharedSecret(KeyPair own, Octets peerPublicValue) {
        DiffieHellmanGroup group = own.group();
        if (peerPublicValue.length() != group.publicValueOctets()) {
            return Optional.empty();
        }
        return switch (group.kind()) {
            case MODP -> Modp.of(group).sharedSecret(number(own.privateValue()), peerPublicValue);
            case ECP -> Ecp.of(group).sharedSecret(number(own.privateValue()), peerPublicValue);
            case CURVE_25519 -> Curve25519.sharedSecret(own.privateValue(), peerPublicValue);
        };
    }
}
