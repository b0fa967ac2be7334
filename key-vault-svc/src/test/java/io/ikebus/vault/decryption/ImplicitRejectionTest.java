package io.ikebus.vault.decryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImplicitRejectionTest {
    private static final int OCTETS = 256;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 245;
    private static final KeyPair KEYS = pair();
    private static final Random RANDOM = new Random(1998);

    private final ImplicitRejection key = ImplicitRejection.of((RSAPrivateKey) KEYS.getPrivate());

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(8 * OCTETS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] decrypt(Octets block) throws GeneralSecurityException {
        return key.decrypt(block, SHORTEST, LONGEST);
    }

    private static Octets encrypted(byte[] padded) {
        RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
        return fixed(new BigInteger(1, padded).modPow(key.getPublicExponent(), key.getModulus()));
    }

    private static Octets fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[OCTETS];
        int count = Math.min(bytes.length, OCTETS);
        System.arraycopy(bytes, bytes.length - count, fixed, OCTETS - count, count);
        return Octets.wrap(fixed);
    }

    /** {@code 00 02}, padding, {@code 00}, and a text of so many octets, none of them zero. */
    private static byte[] padded(int text) {
        byte[] block = new byte[OCTETS];
        for (int i = 2; i < OCTETS; i++) {
            block[i] = (byte) (1 + RANDOM.nextInt(255));
        }
        block[1] = 2;
        block[OCTETS - 1 - text] = 0;
        return block;
    }

    @ParameterizedTest
    @ValueSource(ints = {SHORTEST, 20, 64, 128, LONGEST})
    void aWellFormedBlockIsItsText(int length) throws GeneralSecurityException {
        byte[] padded = padded(length);

        byte[] text = decrypt(encrypted(padded));

        assertThat(text).isEqualTo(Arrays.copyOfRange(padded, OCTETS - length, OCTETS));
    }

    @Test
    void whatTheJdkEncryptsIsReadAlsoIfTheTextHoldsZeros() throws GeneralSecurityException {
        byte[] text = "\0\0zeros \0 are text\0".getBytes(StandardCharsets.US_ASCII);
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, KEYS.getPublic());

        assertThat(decrypt(Octets.wrap(cipher.doFinal(text)))).isEqualTo(text);
    }

    @Test
    void aBlockThatLostItsLeadingZerosIsTheSameBlock() throws GeneralSecurityException {
        byte[] padded = padded(20);
        Octets block = encrypted(padded);
        while (block.u8(0) != 0) {
            padded = padded(20);
            block = encrypted(padded);
        }

        assertThat(decrypt(block.from(1))).isEqualTo(Arrays.copyOfRange(padded, OCTETS - 20, OCTETS));
    }

    static Stream<Arguments> malformed() {
        byte[] type1 = padded(20);
        type1[1] = 1;
        byte[] first = padded(20);
        first[0] = 1;
        byte[] unseparated = padded(20);
        unseparated[OCTETS - 21] = 1;
        Stream<Arguments> early = IntStream.rangeClosed(2, 9).mapToObj(at -> {
            byte[] block = padded(20);
            block[at] = 0;
            return Arguments.of("a zero at " + at, encrypted(block));
        });
        RSAPublicKey publicKey = (RSAPublicKey) KEYS.getPublic();
        Octets good = encrypted(padded(20));
        return Stream.concat(
                early,
                Stream.of(
                        Arguments.of("block type 1", encrypted(type1)),
                        Arguments.of("first octet not zero", encrypted(first)),
                        Arguments.of("no separator", encrypted(unseparated)),
                        Arguments.of("a text shorter than any", encrypted(padded(SHORTEST - 1))),
                        Arguments.of("no text", encrypted(padded(0))),
                        Arguments.of("zero", Octets.wrap(new byte[OCTETS])),
                        Arguments.of("one octet", Octets.of(7)),
                        Arguments.of("the modulus", fixed(publicKey.getModulus())),
                        Arguments.of(
                                "the good block and the modulus",
                                fixed(new BigInteger(1, good.toByteArray()).add(publicKey.getModulus()))),
                        Arguments.of("a longer block", Octets.concat(Octets.of(1), good))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aMalformedBlockHasATextOfAPlausibleLengthAndAlwaysTheSame(String what, Octets block)
            throws GeneralSecurityException {
        byte[] text = decrypt(block);

        assertThat(text.length).as(what).isBetween(SHORTEST, LONGEST);
        assertThat(decrypt(block)).isEqualTo(text);
    }

    @Test
    void whatStandsInForABlockIsForetoldByNoOtherKey() throws GeneralSecurityException {
        ImplicitRejection other = ImplicitRejection.of((RSAPrivateKey) pair().getPrivate());
        Octets block = Octets.wrap(new byte[] {1, 2, 3});

        assertThat(decrypt(block)).isNotEqualTo(other.decrypt(block, SHORTEST, LONGEST));
    }

    @Test
    void twoThousandMalformedBlocksHaveTextsOfEveryLengthAndNoneTwice() throws GeneralSecurityException {
        Set<String> texts = new TreeSet<>();
        Set<Integer> lengths = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            byte[] text = key.decrypt(fixed(new BigInteger(8 * OCTETS - 8, RANDOM)), SHORTEST, 40);
            texts.add(Octets.wrap(text).hex());
            lengths.add(text.length);
        }

        assertThat(texts).hasSize(2_000);
        assertThat(lengths).hasSize(33).allMatch(length -> length >= SHORTEST && length <= 40);
    }
}
