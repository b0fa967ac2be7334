package io.ikebus.negotiator.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IsakmpCipherTest {
    private static final IsakmpCipher AES = IsakmpCipher.AES_CBC;

    static Stream<Vector> nist() {
        return Vectors.resource("nist-sp800-38a-cbc.json");
    }

    @ParameterizedTest
    @MethodSource("nist")
    void encryptsAndDecryptsAsNistSays(Vector vector) {
        assertThat(AES.encrypt(vector.secret("key"), vector.octets("iv"), vector.octets("plain")))
                .isEqualTo(vector.octets("cipher"));
        assertThat(AES.decrypt(vector.secret("key"), vector.octets("iv"), vector.octets("cipher")))
                .isEqualTo(vector.octets("plain"));
    }

    @ParameterizedTest
    @CsvSource({"16, 15", "16, 17", "15, 16", "0, 16", "17, 16"})
    void whatIsNotWholeBlocksIsRefused(int ivOctets, int textOctets) {
        Secret key = Secret.wrap(new byte[16]);
        Octets iv = Octets.wrap(new byte[ivOctets]);
        Octets text = Octets.wrap(new byte[textOctets]);

        assertThatThrownBy(() -> AES.decrypt(key, iv, text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AES.encrypt(key, iv, text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 3713 Appendix A; the first block of FIPS 81 Table B1; and the three-key example of NIST SP 800-67 Appendix B. With an IV of zeros CBC begins as ECB. */
    @ParameterizedTest
    @CsvSource({
        "DES_CBC, 0123456789abcdef, 4e6f772069732074, 3fa40e8a984d4815",
        "CAMELLIA_CBC, 0123456789abcdeffedcba9876543210, 0123456789abcdeffedcba9876543210, 67673138549669730857065648eabe43",
        "CAMELLIA_CBC, 0123456789abcdeffedcba98765432100011223344556677, 0123456789abcdeffedcba9876543210, b4993401b3e996f84ee5cee7d79b09b9",
        "CAMELLIA_CBC, 0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff, 0123456789abcdeffedcba9876543210, 9acc237dff16d76c20ef7c919e3a7509",
        "TRIPLE_DES_CBC, 0123456789abcdef23456789abcdef01456789abcdef0123, 5468652071756663, a826fd8ce53b855f",
    })
    void theFirstBlockIsAsPublished(IsakmpCipher cipher, String key, String plain, String encrypted) {
        Secret secret = Secret.wrap(Octets.fromHex(key).toByteArray());
        Octets iv = Octets.wrap(new byte[cipher.blockOctets()]);

        assertThat(cipher.encrypt(secret, iv, Octets.fromHex(plain)).hex()).isEqualTo(encrypted);
        assertThat(cipher.decrypt(secret, iv, Octets.fromHex(encrypted)).hex()).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource(IsakmpCipher.class)
    void blocksAreChained(IsakmpCipher cipher) {
        int bits = Stream.of(64, 192).filter(cipher::takesKeyOf).findFirst().orElseThrow();
        Secret key = Secret.wrap(new byte[bits / 8]);
        Octets iv = Octets.ofNumber(7, cipher.blockOctets());
        Octets text = Octets.wrap(new byte[4 * cipher.blockOctets()]);

        Octets encrypted = cipher.encrypt(key, iv, text);

        assertThat(cipher.decrypt(key, iv, encrypted)).isEqualTo(text);
        assertThat(encrypted.slice(0, cipher.blockOctets()))
                .isNotEqualTo(encrypted.slice(cipher.blockOctets(), 2 * cipher.blockOctets()));
    }

    @Test
    void numbersAndKeyLengthsAreThoseOfRfc2409() {
        assertThat(IsakmpCipher.ofId(7)).contains(AES);
        assertThat(IsakmpCipher.ofId(5)).contains(IsakmpCipher.TRIPLE_DES_CBC);
        assertThat(IsakmpCipher.ofId(8)).contains(IsakmpCipher.CAMELLIA_CBC);
        assertThat(IsakmpCipher.ofId(1)).contains(IsakmpCipher.DES_CBC);
        assertThat(IsakmpCipher.ofId(3)).as("Blowfish").isEmpty();
        assertThat(Stream.of(0, 64, 127, 128, 160, 192, 256, 512).filter(AES::takesKeyOf))
                .containsExactly(128, 192, 256);
        assertThat(Stream.of(0, 56, 64, 128, 192).filter(IsakmpCipher.DES_CBC::takesKeyOf))
                .containsExactly(64);
        assertThat(Stream.of(0, 64, 128, 168, 192, 256).filter(IsakmpCipher.TRIPLE_DES_CBC::takesKeyOf))
                .containsExactly(192);
    }
}
