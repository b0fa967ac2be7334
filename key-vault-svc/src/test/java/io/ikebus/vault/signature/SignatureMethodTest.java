package io.ikebus.vault.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.vault.keytoken.Jca;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureMethodTest {
    private static final byte[] HASH = hash("SHA-1");

    private static byte[] hash(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(new byte[] {1, 2, 3});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, RSA_2048, SHA-1, 256",
        "RSA, RSA_2048, SHA-512, 256",
        "ECDSA_256, P256, SHA-256, 64",
        "ECDSA_384, P384, SHA-384, 96",
        "ECDSA_521, P521, SHA-512, 132",
    })
    void whatIsSignedVerifiesAndHasTheLengthOfItsKey(SignatureMethod method, PeerKey key, String hash, int octets)
            throws GeneralSecurityException {
        // Given
        KeyPair pair = key.generate();
        // When
        byte[] signature = method.sign(pair.getPrivate(), Jca.OWN, hash(hash));
        // Then
        assertThat(signature).hasSize(octets);
        assertThat(method.isSignature(pair.getPublic(), hash(hash), signature)).isTrue();
        byte[] other = hash(hash);
        other[0] ^= 1;
        assertThat(method.isSignature(pair.getPublic(), other, signature)).isFalse();
    }

    @Test
    void anRsaSignatureIsTheHashAloneInABlockOfType1() throws GeneralSecurityException {
        KeyPair pair = PeerKey.RSA_2048.generate();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();

        byte[] signature = SignatureMethod.RSA.sign(pair.getPrivate(), Jca.OWN, HASH);

        byte[] block = new BigInteger(1, signature)
                .modPow(key.getPublicExponent(), key.getModulus())
                .toByteArray();
        assertThat(block).hasSize(255).startsWith(1, 0xff, 0xff).endsWith(HASH);
        assertThat(block[255 - HASH.length - 1]).isZero();
    }

    /**
     * With exponent 3 a cube root whose block begins well and holds the hash early, with garbage behind it, passes for a
     * signature if the block is parsed instead of compared.
     */
    @Test
    void cve_2026_50721_aCubeRootThatOnlyBeginsLikeASignatureIsNone() throws GeneralSecurityException {
        // Given
        BigInteger modulus = BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.valueOf(1_000_003));
        PublicKey weak =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(3)));
        byte[] wanted = new byte[256];
        wanted[1] = 1;
        Arrays.fill(wanted, 2, 10, (byte) 0xff);
        System.arraycopy(HASH, 0, wanted, 11, HASH.length);
        BigInteger root = cubeRoot(new BigInteger(1, wanted)).add(BigInteger.ONE);
        byte[] cube = leftPadded(root.pow(3));
        assertThat(Arrays.copyOf(cube, 11 + HASH.length)).isEqualTo(Arrays.copyOf(wanted, 11 + HASH.length));
        // When
        boolean taken = SignatureMethod.RSA.isSignature(weak, HASH, leftPadded(root));
        // Then
        assertThat(taken).isFalse();
    }

    private static BigInteger cubeRoot(BigInteger of) {
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ONE.shiftLeft(of.bitLength() / 3 + 1);
        while (high.subtract(low).compareTo(BigInteger.ONE) > 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (middle.pow(3).compareTo(of) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static byte[] leftPadded(BigInteger number) {
        byte[] magnitude = number.toByteArray();
        byte[] padded = new byte[256];
        int from = magnitude[0] == 0 ? 1 : 0;
        System.arraycopy(magnitude, from, padded, 256 - (magnitude.length - from), magnitude.length - from);
        return padded;
    }

    @Test
    void aSignatureOfAnotherLengthIsNone() throws GeneralSecurityException {
        KeyPair pair = PeerKey.RSA_2048.generate();
        byte[] signature = SignatureMethod.RSA.sign(pair.getPrivate(), Jca.OWN, HASH);

        byte[] longer = new byte[257];
        System.arraycopy(signature, 0, longer, 1, 256);
        assertThat(SignatureMethod.RSA.isSignature(pair.getPublic(), HASH, longer))
                .isFalse();
        assertThat(SignatureMethod.RSA.isSignature(pair.getPublic(), HASH, new byte[0]))
                .isFalse();
    }
}
