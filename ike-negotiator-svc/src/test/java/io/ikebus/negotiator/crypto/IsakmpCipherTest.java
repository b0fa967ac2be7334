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

    @Test
    void onlyAesHasANumberHereAndThreeKeyLengths() {
        assertThat(IsakmpCipher.ofId(7)).contains(AES);
        assertThat(IsakmpCipher.ofId(5)).as("3DES").isEmpty();
        assertThat(Stream.of(0, 64, 127, 128, 160, 192, 256, 512).filter(AES::takesKeyOf))
                .containsExactly(128, 192, 256);
    }
}
