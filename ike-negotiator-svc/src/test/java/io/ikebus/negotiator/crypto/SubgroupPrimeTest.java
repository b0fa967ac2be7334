package io.ikebus.negotiator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellman.KeyPair;
import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Groups whose prime is not safe: a peer's value that is not in the subgroup would give our exponent away. */
class SubgroupPrimeTest {
    private final SecureRandom random = new SecureRandom();

    static Stream<Arguments> groups() {
        return Stream.of(
                Arguments.of(DiffieHellmanGroup.MODP_1024_S160, SubgroupPrime.RFC_5114_1024_160),
                Arguments.of(DiffieHellmanGroup.MODP_2048_S224, SubgroupPrime.RFC_5114_2048_224),
                Arguments.of(DiffieHellmanGroup.MODP_2048_S256, SubgroupPrime.RFC_5114_2048_256));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void theGeneratorIsOfThePrimeOrderThatIsWrittenOut(DiffieHellmanGroup group, SubgroupPrime given) {
        assertThat(given.prime().isProbablePrime(20)).isTrue();
        assertThat(given.order().isProbablePrime(20)).isTrue();
        assertThat(given.prime().bitLength()).isEqualTo(group.bits());
        assertThat(given.order().bitLength()).isEqualTo(group.privateBits());
        assertThat(given.prime().subtract(BigInteger.ONE).mod(given.order())).isZero();
        assertThat(given.generator().modPow(given.order(), given.prime())).isOne();
        assertThat(given.generator()).isGreaterThan(BigInteger.ONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void aValueOfAnotherOrderGivesNoSecret(DiffieHellmanGroup group, SubgroupPrime given) {
        // Given a value of the order (p-1)/q or a divisor of it, one of the order 2q or so, and one of any order
        BigInteger small = BigInteger.TWO.modPow(given.order(), given.prime());
        BigInteger mixed = given.prime().subtract(given.generator());
        BigInteger two = BigInteger.TWO;
        KeyPair own = DiffieHellman.generate(group, random);

        assertThat(List.of(small, mixed, two))
                .allSatisfy(value -> assertThat(DiffieHellman.sharedSecret(own, octets(value, group)))
                        .isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void aValueOutOfRangeGivesNoSecret(DiffieHellmanGroup group, SubgroupPrime given) {
        KeyPair own = DiffieHellman.generate(group, random);
        BigInteger p = given.prime();

        assertThat(List.of(BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.ONE)))
                .allSatisfy(value -> assertThat(DiffieHellman.sharedSecret(own, octets(value, group)))
                        .isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    void anExponentIsBelowTheOrder(DiffieHellmanGroup group, SubgroupPrime given) {
        assertThat(Stream.generate(() -> DiffieHellman.generate(group, random)).limit(20))
                .allSatisfy(pair -> {
                    BigInteger exponent = pair.privateValue().with(bytes -> new BigInteger(1, bytes));
                    assertThat(exponent).isBetween(BigInteger.ONE, given.order().subtract(BigInteger.ONE));
                    assertThat(pair.publicValue())
                            .isEqualTo(octets(given.generator().modPow(exponent, given.prime()), group));
                });
    }

    private static Octets octets(BigInteger value, DiffieHellmanGroup group) {
        return Octets.wrap(FieldElements.padded(value, group.publicValueOctets()));
    }
}
