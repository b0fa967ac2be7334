package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A MODP group of RFC 3526: a safe prime and the generator 2. Made when it is first used, in some 30 ms for group 14.
 */
final class Modp {
    private static final Map<DiffieHellmanGroup, Modp> KNOWN = new ConcurrentHashMap<>();

    private final DiffieHellmanGroup group;
    private final BigInteger prime;
    private final BigInteger largestPublicValue;
    private final FixedBase generator;

    private Modp(DiffieHellmanGroup group) {
        this.group = group;
        this.prime = ModpPrime.of(group.bits(), offset(group));
        this.largestPublicValue = prime.subtract(BigInteger.TWO);
        this.generator = new FixedBase(BigInteger.TWO, prime, group.privateBits());
    }

    static Modp of(DiffieHellmanGroup group) {
        return KNOWN.computeIfAbsent(group, Modp::new);
    }

    /** k of RFC 3526 3 to 7. */
    private static long offset(DiffieHellmanGroup group) {
        return switch (group) {
            case MODP_2048 -> 124_476;
            case MODP_3072 -> 1_690_314;
            case MODP_4096 -> 240_904;
            case MODP_6144 -> 929_484;
            case MODP_8192 -> 4_743_158;
            case ECP_256, ECP_384, ECP_521 -> throw new IllegalStateException(group + " is no MODP group");
        };
    }

    BigInteger prime() {
        return prime;
    }

    /** All bits random but the first, which is set: the exponent is as long as the group says, always. */
    Secret privateValue(SecureRandom random) {
        byte[] bytes = new byte[group.privateBits() / 8];
        random.nextBytes(bytes);
        bytes[0] |= (byte) 0x80;
        return Secret.wrap(bytes);
    }

    Octets publicValue(BigInteger exponent) {
        return Octets.wrap(FieldElements.padded(generator.power(exponent), group.fieldOctets()));
    }

    Optional<Secret> sharedSecret(BigInteger exponent, Octets peerPublicValue) {
        BigInteger y = FieldElements.number(peerPublicValue);
        // RFC 6989 2.1 asks for no more than 1 < y < p-1 where (p-1)/2 is prime: no small subgroup is left then.
        if (y.compareTo(BigInteger.ONE) <= 0 || y.compareTo(largestPublicValue) > 0) {
            return Optional.empty();
        }
        return Optional.of(Secret.wrap(FieldElements.padded(y.modPow(exponent, prime), group.fieldOctets())));
    }
}
