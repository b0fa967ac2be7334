package io.ikebus.negotiator.crypto;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A MODP group: a safe prime with the generator 2 (RFC 2409 6, RFC 3526), or a prime with a subgroup of a smaller prime
 * order (RFC 5114 2). Made when it is first used, in some 30 ms for group 14.
 */
final class Modp {
    private static final Map<DiffieHellmanGroup, Modp> KNOWN = new ConcurrentHashMap<>();

    private final DiffieHellmanGroup group;
    private final BigInteger prime;
    private final BigInteger largestPublicValue;
    private final Optional<BigInteger> subgroupOrder;
    private final FixedBase generator;

    private Modp(DiffieHellmanGroup group) {
        this(group, parameters(group));
    }

    private Modp(DiffieHellmanGroup group, Parameters parameters) {
        this.group = group;
        this.prime = parameters.prime();
        this.largestPublicValue = prime.subtract(BigInteger.TWO);
        this.subgroupOrder = parameters.subgroupOrder();
        this.generator = new FixedBase(parameters.generator(), prime, group.privateBits());
    }

    static Modp of(DiffieHellmanGroup group) {
        return KNOWN.computeIfAbsent(group, Modp::new);
    }

    private record Parameters(BigInteger prime, BigInteger generator, Optional<BigInteger> subgroupOrder) {
        /** @param offset k of the RFC's formula */
        static Parameters safe(DiffieHellmanGroup group, long offset) {
            return new Parameters(ModpPrime.of(group.bits(), offset), BigInteger.TWO, Optional.empty());
        }

        static Parameters of(SubgroupPrime given) {
            return new Parameters(given.prime(), given.generator(), Optional.of(given.order()));
        }
    }

    /** RFC 2409 6.1 and 6.2, RFC 3526 2 to 7, RFC 5114 2.1 to 2.3. */
    private static Parameters parameters(DiffieHellmanGroup group) {
        return switch (group) {
            case MODP_768 -> Parameters.safe(group, 149_686);
            case MODP_1024 -> Parameters.safe(group, 129_093);
            case MODP_1536 -> Parameters.safe(group, 741_804);
            case MODP_2048 -> Parameters.safe(group, 124_476);
            case MODP_3072 -> Parameters.safe(group, 1_690_314);
            case MODP_4096 -> Parameters.safe(group, 240_904);
            case MODP_6144 -> Parameters.safe(group, 929_484);
            case MODP_8192 -> Parameters.safe(group, 4_743_158);
            case MODP_1024_S160 -> Parameters.of(SubgroupPrime.RFC_5114_1024_160);
            case MODP_2048_S224 -> Parameters.of(SubgroupPrime.RFC_5114_2048_224);
            case MODP_2048_S256 -> Parameters.of(SubgroupPrime.RFC_5114_2048_256);
            case ECP_192, ECP_224, ECP_256, ECP_384, ECP_521 -> throw notOurs(group);
            case ECP_224_BP, ECP_256_BP, ECP_384_BP, ECP_512_BP, CURVE_25519 -> throw notOurs(group);
        };
    }

    private static IllegalStateException notOurs(DiffieHellmanGroup group) {
        return new IllegalStateException(group + " is no MODP group");
    }

    BigInteger prime() {
        return prime;
    }

    /** Of 1 to q-1 where there is a subgroup of the order q; else as long as the group says, always. */
    Secret privateValue(SecureRandom random) {
        int octets = group.privateBits() / 8;
        if (subgroupOrder.isPresent()) {
            return FieldElements.below(subgroupOrder.get(), octets, random);
        }
        byte[] bytes = new byte[octets];
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
        // RFC 6989 2.2: where (p-1)/2 is no prime, y^q mod p must be 1, or y gives our exponent away bit by bit.
        if (subgroupOrder.isPresent() && !y.modPow(subgroupOrder.get(), prime).equals(BigInteger.ONE)) {
            return Optional.empty();
        }
        return Optional.of(Secret.wrap(FieldElements.padded(y.modPow(exponent, prime), group.fieldOctets())));
    }
}
