package io.ikebus.negotiator.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.negotiator.vectors.Vectors;
import io.ikebus.negotiator.vectors.Vectors.Vector;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that is derived, against an independent calculation from the RFC. */
class ComputedHandshakesTest {
    private static final IsakmpCipher AES = IsakmpCipher.AES_CBC;

    static Stream<Vector> handshakes() {
        return Vectors.resource("ikev1-handshakes.json");
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void mainModeDerivesItsKeysFromSkeyid(Vector v) {
        // Given
        HashAlgorithm hash = hash(v);
        Secret skeyid = hash.prf(v.secret("psk"), v.octets("ni"), v.octets("nr"));

        // When
        IsakmpKeys keys = keys(v);

        // Then
        assertThat(skeyid).isEqualTo(v.secret("skeyid"));
        assertThat(keys.skeyidD()).isEqualTo(v.secret("skeyidD"));
        assertThat(keys.skeyidA()).isEqualTo(v.secret("skeyidA"));
        assertThat(keys.encryptionKey()).isEqualTo(v.secret("encryptionKey"));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void mainModeProvesItsIdentities(Vector v) {
        assertThat(Hashes.hashI(
                        hash(v),
                        v.secret("skeyid"),
                        v.octets("dh/gxi"),
                        v.octets("dh/gxr"),
                        initiator(v),
                        responder(v),
                        v.octets("saI"),
                        v.octets("idI")))
                .isEqualTo(v.octets("hashI"));
        assertThat(Hashes.hashR(
                        hash(v),
                        v.secret("skeyid"),
                        v.octets("dh/gxi"),
                        v.octets("dh/gxr"),
                        initiator(v),
                        responder(v),
                        v.octets("saI"),
                        v.octets("idR")))
                .isEqualTo(v.octets("hashR"));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void ivsAreChainedWithinEachExchange(Vector v) {
        // Given
        Secret key = keys(v).encryptionKey();
        Octets firstIv = KeyDerivation.firstIv(hash(v), AES, v.octets("dh/gxi"), v.octets("dh/gxr"));

        // When
        Octets message5 = AES.encrypt(key, firstIv, v.octets("message5/plain"));
        Octets message6 = AES.encrypt(key, lastBlock(message5), v.octets("message6/plain"));
        Octets quickIv = KeyDerivation.exchangeIv(hash(v), AES, lastBlock(message6), messageId(v));

        // Then
        assertThat(firstIv).isEqualTo(v.octets("firstIv"));
        assertThat(message5).isEqualTo(v.octets("message5/cipher"));
        assertThat(message6).isEqualTo(v.octets("message6/cipher"));
        assertThat(quickIv).isEqualTo(v.octets("quickIv"));
        Octets iv = quickIv;
        for (int i = 0; i < 3; i++) {
            Octets message = v.octets("quick/" + i + "/cipher");
            assertThat(AES.decrypt(key, iv, message)).isEqualTo(v.octets("quick/" + i + "/plain"));
            iv = lastBlock(message);
        }
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void quickModeProvesEachMessage(Vector v) {
        Secret skeyidA = v.secret("skeyidA");

        assertThat(Hashes.hash1(hash(v), skeyidA, messageId(v), v.octets("rest1")))
                .isEqualTo(v.octets("hash1"));
        assertThat(Hashes.hash2(hash(v), skeyidA, messageId(v), v.octets("quickNi"), v.octets("rest2")))
                .isEqualTo(v.octets("hash2"));
        assertThat(Hashes.hash3(hash(v), skeyidA, messageId(v), v.octets("quickNi"), v.octets("quickNr")))
                .isEqualTo(v.octets("hash3"));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void keymatIsDifferentForEachSpi(Vector v) {
        Optional<Secret> shared =
                v.json().path("pfsDh").isNull() ? Optional.empty() : Optional.of(v.secret("pfsDh/gxy"));

        JsonNode keymat = v.node("keymat");
        assertThat(keymat.properties())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(KeyDerivation.keymat(
                                hash(v),
                                v.secret("skeyidD"),
                                shared,
                                3,
                                Octets.fromHex(entry.getKey()).u32(0),
                                v.octets("quickNi"),
                                v.octets("quickNr"),
                                v.number("keymatOctets")))
                        .isEqualTo(v.secret("keymat/" + entry.getKey())));
    }

    private static IsakmpKeys keys(Vector v) {
        return KeyDerivation.isakmpKeys(
                hash(v), AES, v.number("keyBits"), v.secret("skeyid"), v.secret("dh/gxy"), initiator(v), responder(v));
    }

    private static HashAlgorithm hash(Vector v) {
        return HashAlgorithm.valueOf(v.text("hash"));
    }

    private static Cookie initiator(Vector v) {
        return Cookie.parse(v.text("initiatorCookie"));
    }

    private static Cookie responder(Vector v) {
        return Cookie.parse(v.text("responderCookie"));
    }

    private static int messageId(Vector v) {
        return (int) v.octets("messageId").u32(0);
    }

    private static Octets lastBlock(Octets ciphertext) {
        return ciphertext.from(ciphertext.length() - 16);
    }
}
