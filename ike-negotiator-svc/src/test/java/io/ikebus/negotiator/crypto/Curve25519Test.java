package io.ikebus.negotiator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellman.KeyPair;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Curve25519Test {
    private static final DiffieHellmanGroup GROUP = DiffieHellmanGroup.CURVE_25519;

    /** RFC 7748 5.2. */
    @ParameterizedTest
    @CsvSource({
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
                + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
                + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
                + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
                + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
    })
    void multipliesAsTheRfcSays(String scalar, String u, String product) {
        KeyPair own = DiffieHellman.keyPair(GROUP, secret(scalar));

        assertThat(DiffieHellman.sharedSecret(own, Octets.fromHex(u))).contains(secret(product));
    }

    /** The points of small order, each of which makes zero of whatever scalar: 0, 1, p-1, p, p+1 and two of order 8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"
            })
    void aSecretOfZerosIsRefused(String u) {
        KeyPair own = DiffieHellman.generate(GROUP, new SecureRandom());

        assertThat(DiffieHellman.sharedSecret(own, Octets.fromHex(u))).isEmpty();
    }

    @Test
    void theTopBitOfAPublicValueIsIgnored() {
        // Given
        KeyPair own = DiffieHellman.generate(GROUP, new SecureRandom());
        Octets peer = DiffieHellman.generate(GROUP, new SecureRandom()).publicValue();
        Octets marked = Octets.concat(peer.slice(0, 31), Octets.of(peer.u8(31) | 0x80));

        // Then
        assertThat(DiffieHellman.sharedSecret(own, marked))
                .isEqualTo(DiffieHellman.sharedSecret(own, peer))
                .isPresent();
    }

    @Test
    void aSecretThatBeginsOrEndsWithAZeroOctetKeepsIt() {
        KeyPair own = DiffieHellman.generate(GROUP, new SecureRandom());

        assertThat(Stream.generate(() -> secret(own))
                        .filter(secret -> zeroAt(secret, 0))
                        .findFirst())
                .hasValueSatisfying(secret -> assertThat(secret.length()).isEqualTo(32));
        assertThat(Stream.generate(() -> secret(own))
                        .filter(secret -> zeroAt(secret, 31))
                        .findFirst())
                .hasValueSatisfying(secret -> assertThat(secret.length()).isEqualTo(32));
    }

    private static Secret secret(KeyPair own) {
        return DiffieHellman.sharedSecret(
                        own, DiffieHellman.generate(GROUP, new SecureRandom()).publicValue())
                .orElseThrow();
    }

    private static boolean zeroAt(Secret secret, int octet) {
        return secret.<Byte>with(bytes -> bytes[octet]) == 0;
    }

    private static Secret secret(String hex) {
        return Secret.wrap(Octets.fromHex(hex).toByteArray());
    }
}
