package io.ikebus.negotiator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellman.KeyPair;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModpTest {
    private static final DiffieHellmanGroup GROUP = DiffieHellmanGroup.MODP_2048;
    private static final BigInteger P = Modp.of(GROUP).prime();

    static Stream<Arguments> primesWrittenOut() {
        return Stream.of(
                Arguments.of(DiffieHellmanGroup.MODP_768, DHStandardGroups.rfc2409_768),
                Arguments.of(DiffieHellmanGroup.MODP_1024, DHStandardGroups.rfc2409_1024),
                Arguments.of(DiffieHellmanGroup.MODP_1536, DHStandardGroups.rfc3526_1536),
                Arguments.of(DiffieHellmanGroup.MODP_2048, DHStandardGroups.rfc3526_2048),
                Arguments.of(DiffieHellmanGroup.MODP_3072, DHStandardGroups.rfc3526_3072),
                Arguments.of(DiffieHellmanGroup.MODP_4096, DHStandardGroups.rfc3526_4096),
                Arguments.of(DiffieHellmanGroup.MODP_6144, DHStandardGroups.rfc3526_6144),
                Arguments.of(DiffieHellmanGroup.MODP_8192, DHStandardGroups.rfc3526_8192));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("primesWrittenOut")
    void theFormulaGivesThePrimeThatTheRfcWritesOut(DiffieHellmanGroup group, DHParameters writtenOut) {
        assertThat(Modp.of(group).prime()).isEqualTo(writtenOut.getP());
        assertThat(writtenOut.getG()).isEqualTo(BigInteger.TWO);
        assertThat(Modp.of(group).prime().bitLength()).isEqualTo(group.bits());
    }

    @ParameterizedTest
    @EnumSource(names = {"MODP_768", "MODP_1024", "MODP_1536", "MODP_2048", "MODP_3072"})
    void theModulusIsASafePrime(DiffieHellmanGroup group) {
        BigInteger prime = Modp.of(group).prime();

        assertThat(prime.isProbablePrime(20)).isTrue();
        assertThat(prime.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "MODP.*")
    void theTableOfTheGeneratorGivesTheSameAsModPow(DiffieHellmanGroup group) {
        // Given
        Random random = new Random(group.id());
        BigInteger prime = Modp.of(group).prime();
        BigInteger base = FieldElements.number(Modp.of(group).publicValue(BigInteger.ONE));
        Stream<BigInteger> exponents = Stream.concat(
                Stream.of(
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.ONE.shiftLeft(group.privateBits()).subtract(BigInteger.ONE),
                        BigInteger.ONE.shiftLeft(group.privateBits() - 1)),
                Stream.generate(() -> new BigInteger(group.privateBits(), random))
                        .limit(10));

        // When, Then
        assertThat(exponents)
                .allSatisfy(exponent -> assertThat(
                                FieldElements.number(Modp.of(group).publicValue(exponent)))
                        .isEqualTo(base.modPow(exponent, prime)));
    }

    @Test
    void aSharedSecretThatBeginsWithAZeroOctetKeepsIt() {
        // Given two key pairs whose g^xy is shorter than the prime: one in 256 is
        Random random = new Random(14);
        KeyPair one = DiffieHellman.keyPair(GROUP, exponent(random));
        KeyPair other = Stream.generate(() -> DiffieHellman.keyPair(GROUP, exponent(random)))
                .filter(pair -> plainSecret(one, pair).bitLength() <= P.bitLength() - 8)
                .findFirst()
                .orElseThrow();

        // When
        Secret secret = DiffieHellman.sharedSecret(one, other.publicValue()).orElseThrow();

        // Then
        assertThat(secret.length()).isEqualTo(256);
        assertThat(secret.slice(0, 1)).isEqualTo(Secret.wrap(new byte[1]));
        assertThat(number(secret)).isEqualTo(plainSecret(one, other));
        assertThat(DiffieHellman.sharedSecret(other, one.publicValue())).contains(secret);
    }

    @Test
    void aPublicValueThatBeginsWithAZeroOctetKeepsIt() {
        // Given
        Random random = new Random(2048);

        // When
        KeyPair pair = Stream.generate(() -> DiffieHellman.keyPair(GROUP, exponent(random)))
                .filter(candidate -> candidate.publicValue().u8(0) == 0)
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(pair.publicValue().length()).isEqualTo(256);
        assertThat(DiffieHellman.sharedSecret(DiffieHellman.keyPair(GROUP, exponent(random)), pair.publicValue()))
                .isPresent();
    }

    static Stream<Arguments> badPublicValues() {
        return Stream.of(
                Arguments.of("zero", BigInteger.ZERO),
                Arguments.of("one", BigInteger.ONE),
                Arguments.of("p-1, of order two", P.subtract(BigInteger.ONE)),
                Arguments.of("p", P),
                Arguments.of("p+1", P.add(BigInteger.ONE)),
                Arguments.of("p+2, which is two again", P.add(BigInteger.TWO)),
                Arguments.of("all ones", BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.ONE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPublicValues")
    void aPublicValueOutOfRangeGivesNoSecret(String name, BigInteger value) {
        KeyPair own = DiffieHellman.keyPair(GROUP, exponent(new Random(1)));

        assertThat(DiffieHellman.sharedSecret(own, Octets.wrap(FieldElements.padded(value, 256))))
                .as(name)
                .isEmpty();
    }

    @Test
    void theLimitsOfTheRangeGiveASecret() {
        KeyPair own = DiffieHellman.keyPair(GROUP, exponent(new Random(1)));

        assertThat(Stream.of(BigInteger.TWO, P.subtract(BigInteger.TWO)))
                .allSatisfy(value -> assertThat(
                                DiffieHellman.sharedSecret(own, Octets.wrap(FieldElements.padded(value, 256))))
                        .isPresent());
    }

    private static BigInteger plainSecret(KeyPair one, KeyPair other) {
        return FieldElements.number(other.publicValue()).modPow(number(one.privateValue()), P);
    }

    private static BigInteger number(Secret secret) {
        return secret.with(bytes -> new BigInteger(1, bytes));
    }

    private static Secret exponent(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Secret.wrap(bytes);
    }
}
