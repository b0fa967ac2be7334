package io.ikebus.vault.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyQualityTest {
    private static final BigInteger F4 = BigInteger.valueOf(65_537);
    private static final Random RANDOM = new Random(20_171_016);

    private static PublicKey made(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.startsWith("sec") ? "EC" : algorithm);
        if (algorithm.startsWith("sec")) {
            generator.initialize(new ECGenParameterSpec(algorithm));
        }
        return generator.generateKeyPair().getPublic();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "secp256r1", "secp384r1", "secp521r1", "Ed25519"})
    void takesWhatIsGood(String algorithm) throws GeneralSecurityException {
        assertThat(KeyQuality.fault(made(algorithm))).isEmpty();
        assertThat(KeyKind.of(made(algorithm))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed448", "X25519", "DSA"})
    void refusesOtherAlgorithmsAndCurves(String algorithm) throws GeneralSecurityException {
        assertThat(KeyQuality.fault(made(algorithm))).isPresent();
        assertThat(KeyKind.of(made(algorithm))).isEmpty();
    }

    @Test
    void refusesExponentsThatAreSmallOrEven() throws GeneralSecurityException {
        BigInteger modulus = ((RSAPublicKey) made("RSA")).getModulus();

        assertThat(RsaQuality.fault(modulus, BigInteger.valueOf(3)))
                .hasValueSatisfying(rule -> assertThat(rule).contains("exponent"));
        assertThat(RsaQuality.fault(modulus, BigInteger.valueOf(65_538))).isPresent();
        assertThat(RsaQuality.fault(modulus, F4)).isEmpty();
    }

    @Test
    void refusesModuliThatAreShortOrLong() {
        assertThat(RsaQuality.fault(BigInteger.TWO.pow(2_046).add(BigInteger.ONE), F4))
                .hasValueSatisfying(rule -> assertThat(rule).contains("2048 to 8192 bits; this one has 2047"));
        assertThat(RsaQuality.fault(BigInteger.TWO.pow(8_192).add(BigInteger.ONE), F4))
                .hasValueSatisfying(rule -> assertThat(rule).contains("8193"));
    }

    @Test
    void cve_2017_15361_refusesPrimesOfThePattern() {
        assertThat(RsaQuality.fault(WeakKeys.ofPattern(RANDOM), F4))
                .hasValueSatisfying(rule -> assertThat(rule).contains("CVE-2017-15361"));
    }

    @Test
    void refusesPrimesNextToEachOther() {
        assertThat(RsaQuality.fault(WeakKeys.ofNeighbours(RANDOM), F4))
                .hasValueSatisfying(rule -> assertThat(rule).contains("far from each other"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 9_973})
    void refusesSmallFactors(int factor) {
        assertThat(RsaQuality.fault(WeakKeys.withFactor(factor, RANDOM), F4))
                .hasValueSatisfying(rule -> assertThat(rule).contains("small factor"));
    }

    @Test
    void refusesAPointThatIsNotOnItsCurve() throws GeneralSecurityException {
        ECPublicKey good = (ECPublicKey) made("secp256r1");
        BigInteger x = good.getW().getAffineX();
        BigInteger y = good.getW().getAffineY();

        assertThat(KeyQuality.fault(at(good.getParams(), new ECPoint(x, y)))).isEmpty();
        assertThat(KeyQuality.fault(at(good.getParams(), new ECPoint(x, y.xor(BigInteger.ONE)))))
                .isPresent();
        assertThat(KeyQuality.fault(at(good.getParams(), ECPoint.POINT_INFINITY)))
                .isPresent();
    }

    private static ECPublicKey at(ECParameterSpec parameters, ECPoint point) {
        return new ECPublicKey() {
            private static final long serialVersionUID = 1;

            @Override
            public ECPoint getW() {
                return point;
            }

            @Override
            public ECParameterSpec getParams() {
                return parameters;
            }

            @Override
            public String getAlgorithm() {
                return "EC";
            }

            @Override
            public String getFormat() {
                return "none";
            }

            @Override
            public byte[] getEncoded() {
                return new byte[0];
            }
        };
    }
}
