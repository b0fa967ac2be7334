package io.ikebus.negotiator.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.negotiator.crypto.DiffieHellman.KeyPair;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiffieHellmanTest {
    private final SecureRandom random = new SecureRandom();

    @ParameterizedTest
    @EnumSource
    void bothSidesGetTheSameSecretOfTheFieldsLength(DiffieHellmanGroup group) {
        // Given
        KeyPair one = DiffieHellman.generate(group, random);
        KeyPair other = DiffieHellman.generate(group, random);

        // When
        Secret secret = DiffieHellman.sharedSecret(one, other.publicValue()).orElseThrow();

        // Then
        assertThat(DiffieHellman.sharedSecret(other, one.publicValue())).contains(secret);
        assertThat(secret.length()).isEqualTo(group.fieldOctets());
        assertThat(one.publicValue().length()).isEqualTo(group.publicValueOctets());
    }

    static Stream<Vector> published() {
        return Stream.of("rfc5114-groups.json", "rfc6932-ecp.json", "rfc7748-x25519.json")
                .flatMap(Vectors::resource);
    }

    @ParameterizedTest
    @MethodSource("published")
    void bothSidesGetWhatTheRfcOfTheGroupSays(Vector vector) {
        // Given
        DiffieHellmanGroup group = DiffieHellmanGroup.valueOf(vector.text("group"));

        // When
        KeyPair initiator = DiffieHellman.keyPair(group, vector.secret("i"));
        KeyPair responder = DiffieHellman.keyPair(group, vector.secret("r"));

        // Then
        assertThat(initiator.publicValue()).isEqualTo(vector.octets("gi"));
        assertThat(responder.publicValue()).isEqualTo(vector.octets("gr"));
        assertThat(DiffieHellman.sharedSecret(initiator, responder.publicValue()))
                .contains(vector.secret("gir"));
        assertThat(DiffieHellman.sharedSecret(responder, initiator.publicValue()))
                .contains(vector.secret("gir"));
    }

    static Stream<Vector> handshakes() {
        return Vectors.resource("ikev1-handshakes.json");
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void keyPairsAndSecretsAreThoseOfAnIndependentCalculation(Vector vector) {
        // Given
        DiffieHellmanGroup group = DiffieHellmanGroup.valueOf(vector.text("group"));

        // When
        KeyPair initiator = DiffieHellman.keyPair(group, vector.secret("dh/xi"));
        KeyPair responder = DiffieHellman.keyPair(group, vector.secret("dh/xr"));

        // Then
        assertThat(initiator.publicValue()).isEqualTo(vector.octets("dh/gxi"));
        assertThat(responder.publicValue()).isEqualTo(vector.octets("dh/gxr"));
        assertThat(DiffieHellman.sharedSecret(initiator, responder.publicValue()))
                .contains(vector.secret("dh/gxy"));
    }

    @ParameterizedTest
    @CsvSource({
        "MODP_768, 160",
        "MODP_1024, 192",
        "MODP_1536, 240",
        "MODP_2048, 256",
        "MODP_3072, 320",
        "MODP_4096, 320",
        "MODP_6144, 384",
        "MODP_8192, 400"
    })
    void anExponentIsAsLongAsTheGroupNeedsAndNotLonger(DiffieHellmanGroup group, int bits) {
        KeyPair pair = DiffieHellman.generate(group, random);

        assertThat(pair.privateValue().with(bytes -> new BigInteger(1, bytes)).bitLength())
                .isEqualTo(bits);
    }

    @Test
    void keyPairsAreFresh() {
        Set<Octets> publicValues = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            publicValues.add(
                    DiffieHellman.generate(DiffieHellmanGroup.MODP_2048, random).publicValue());
        }

        assertThat(publicValues).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource
    void aPublicValueOfAnotherLengthGivesNoSecret(DiffieHellmanGroup group) {
        // Given
        KeyPair own = DiffieHellman.generate(group, random);
        Octets peer = DiffieHellman.generate(group, random).publicValue();

        // Then
        assertThat(Stream.of(peer.from(1), Octets.concat(Octets.of(0), peer), Octets.EMPTY))
                .allSatisfy(value ->
                        assertThat(DiffieHellman.sharedSecret(own, value)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "1, modp768, 96",
        "2, modp1024, 128",
        "5, modp1536, 192",
        "14, modp2048, 256",
        "15, modp3072, 384",
        "16, modp4096, 512",
        "17, modp6144, 768",
        "18, modp8192, 1024",
        "19, ecp256, 64",
        "20, ecp384, 96",
        "21, ecp521, 132",
        "22, modp1024s160, 128",
        "23, modp2048s224, 256",
        "24, modp2048s256, 256",
        "25, ecp192, 48",
        "26, ecp224, 56",
        "27, ecp224bp, 56",
        "28, ecp256bp, 64",
        "29, ecp384bp, 96",
        "30, ecp512bp, 128",
        "31, curve25519, 32"
    })
    void aGroupIsFoundByItsNumberAndByItsText(int id, String text, int octets) {
        DiffieHellmanGroup group = DiffieHellmanGroup.ofId(id).orElseThrow();

        assertThat(group).hasToString(text);
        assertThat(DiffieHellmanGroup.ofText(text)).contains(group);
        assertThat(group.publicValueOctets()).isEqualTo(octets);
    }

    @Test
    void curve25519HasASecondName() {
        assertThat(DiffieHellmanGroup.ofText("x25519")).contains(DiffieHellmanGroup.CURVE_25519);
    }

    @Test
    void numbersOfNoGroupOfOursAreUnknown() {
        // Given the groups of RFC 2409 6.3 and 6.4 over binary fields, Curve448, and numbers that nobody has
        assertThat(Stream.of(0, 3, 4, 6, 13, 32, 33, 65_535))
                .allSatisfy(id -> assertThat(DiffieHellmanGroup.ofId(id)).isEmpty());
    }

    @Test
    void whatIsForLegacyPeersOnlyIsSaid() {
        assertThat(Stream.of(DiffieHellmanGroup.values()).filter(DiffieHellmanGroup::isLegacy))
                .extracting(DiffieHellmanGroup::id)
                .containsExactly(1, 2, 5, 22, 23, 24);
    }
}
