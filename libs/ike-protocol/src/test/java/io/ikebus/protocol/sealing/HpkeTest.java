package io.ikebus.protocol.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HpkeTest {
    private static final Octets INFO = text("a purpose");
    private static final Octets BOUND_TO = text("east/c0ffee01/192.0.2.1/ESP");
    private static final Octets PLAINTEXT = text("KEYMAT of an SA");

    private static final Hpke.KeyPair OWN = Hpke.generate();
    private static final Octets SEALED = Hpke.seal(OWN.publicKey(), INFO, BOUND_TO, secret(PLAINTEXT));

    /** RFC 9180 A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0. */
    private static final class Rfc {
        static final Octets INFO = hex("4f6465206f6e2061204772656369616e2055726e");
        static final Octets EPHEMERAL = hex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736");
        static final Octets ENCAPSULATED = hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431");
        static final Octets PRIVATE = hex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
        static final Octets PUBLIC = hex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d");
        static final Octets BOUND_TO = hex("436f756e742d30");
        static final Octets PLAINTEXT = hex("4265617574792069732074727574682c20747275746820626561757479");
        static final Octets CIPHERTEXT =
                hex("f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9" + "6d8770ac83d07bea87e13c512a");

        private Rfc() {}
    }

    @Test
    void theSecondOpinionIsThatOfTheRfc() {
        // Given
        HpkeByHand aes128 = new HpkeByHand(1);
        // Then
        assertThat(aes128.publicKey(Rfc.PRIVATE)).isEqualTo(Rfc.PUBLIC);
        assertThat(aes128.publicKey(Rfc.EPHEMERAL)).isEqualTo(Rfc.ENCAPSULATED);
        assertThat(aes128.seal(Rfc.EPHEMERAL, Rfc.PUBLIC, Rfc.INFO, Rfc.BOUND_TO, Rfc.PLAINTEXT))
                .isEqualTo(Rfc.CIPHERTEXT);
        assertThat(aes128.open(Rfc.PRIVATE, Rfc.ENCAPSULATED, Rfc.INFO, Rfc.BOUND_TO, Rfc.CIPHERTEXT))
                .isEqualTo(Rfc.PLAINTEXT);
    }

    @Test
    void theSecondOpinionOpensWhatWeSeal() {
        // Given
        Octets privateKey = OWN.privateKey().with(Octets::copyOf);
        // When
        Octets opened = new HpkeByHand(2).open(privateKey, SEALED.slice(0, 32), INFO, BOUND_TO, SEALED.from(32));
        // Then
        assertThat(opened).isEqualTo(PLAINTEXT);
    }

    @Test
    void weOpenWhatTheSecondOpinionSeals() {
        // Given
        Hpke.KeyPair pair = Hpke.ofPrivateKey(secret(Rfc.PRIVATE));
        assertThat(pair.publicKey()).isEqualTo(Rfc.PUBLIC);
        // When
        Octets sealed = new HpkeByHand(2).seal(Rfc.EPHEMERAL, Rfc.PUBLIC, Rfc.INFO, Rfc.BOUND_TO, Rfc.PLAINTEXT);
        // Then
        assertThat(Hpke.open(pair, Rfc.INFO, Rfc.BOUND_TO, Octets.concat(Rfc.ENCAPSULATED, sealed)))
                .contains(secret(Rfc.PLAINTEXT));
    }

    @Test
    void whatWasSealedIsOpenedByItsOwnerAlone() {
        assertThat(open(OWN, SEALED)).contains(secret(PLAINTEXT));
        assertThat(open(Hpke.generate(), SEALED)).isEmpty();
        assertThat(open(new Hpke.KeyPair(OWN.privateKey(), Hpke.generate().publicKey()), SEALED))
                .isEmpty();
    }

    @Test
    void aKeyPairIsKnownByItsPrivateKey() {
        assertThat(Hpke.ofPrivateKey(OWN.privateKey())).isEqualTo(OWN);
        assertThat(open(Hpke.ofPrivateKey(OWN.privateKey()), SEALED)).contains(secret(PLAINTEXT));
        assertThat(OWN.toString())
                .contains("***")
                .doesNotContain(OWN.publicKey().hex());
    }

    @Test
    void nothingIsAPlaintextToo() {
        // When
        Octets sealed = Hpke.seal(OWN.publicKey(), INFO, BOUND_TO, Secret.wrap(new byte[0]));
        // Then
        assertThat(sealed.length()).isEqualTo(32 + 16);
        assertThat(open(OWN, sealed)).contains(Secret.wrap(new byte[0]));
    }

    @Test
    void theSamePlaintextIsNeverSealedTheSame() {
        Octets again = Hpke.seal(OWN.publicKey(), INFO, BOUND_TO, secret(PLAINTEXT));
        assertThat(again.slice(0, 32)).isNotEqualTo(SEALED.slice(0, 32));
        assertThat(again.from(32)).isNotEqualTo(SEALED.from(32));
    }

    @Test
    void anotherPurposeOrAnotherBindingDoesNotOpenIt() {
        assertThat(Hpke.open(OWN, text("another purpose"), BOUND_TO, SEALED)).isEmpty();
        assertThat(Hpke.open(OWN, Octets.EMPTY, BOUND_TO, SEALED)).isEmpty();
        assertThat(Hpke.open(OWN, INFO, text("west/c0ffee01/192.0.2.1/ESP"), SEALED))
                .isEmpty();
        assertThat(Hpke.open(OWN, INFO, Octets.EMPTY, SEALED)).isEmpty();
        assertThat(Hpke.open(OWN, BOUND_TO, INFO, SEALED)).isEmpty();
    }

    /** The encapsulated key too, and the bit of it that X25519 itself ignores. */
    @Test
    void everyFlippedBitIsNoticed() {
        for (int bit = 0; bit < SEALED.length() * 8; bit++) {
            assertThat(open(OWN, Bits.flipped(SEALED, bit))).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void everyCutAndEveryAdditionIsNoticed() {
        for (int length = 0; length < SEALED.length(); length++) {
            assertThat(open(OWN, SEALED.slice(0, length)))
                    .as("%d octets", length)
                    .isEmpty();
        }
        assertThat(open(OWN, Octets.concat(SEALED, Octets.of(0)))).isEmpty();
    }

    /** Points of low order, for which every private key gives the same secret (RFC 7748 6.1). */
    static final List<Octets> LOW_ORDER = List.of(
            Octets.wrap(new byte[32]),
            Octets.concat(Octets.of(1), Octets.wrap(new byte[31])),
            hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
            hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));

    @ParameterizedTest
    @FieldSource("LOW_ORDER")
    void nobodySealsToAPointOfLowOrderNorOpensFromOne(Octets point) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hpke.seal(point, INFO, BOUND_TO, secret(PLAINTEXT)));
        assertThat(open(OWN, Octets.concat(point, SEALED.from(32)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void aKeyHas32Octets(int length) {
        Octets octets =
                Octets.concat(Octets.of(9), Octets.wrap(new byte[length])).slice(0, length);
        assertThatIllegalArgumentException().isThrownBy(() -> Hpke.seal(octets, INFO, BOUND_TO, secret(PLAINTEXT)));
        assertThatIllegalArgumentException().isThrownBy(() -> Hpke.ofPrivateKey(secret(octets)));
    }

    private static Optional<Secret> open(Hpke.KeyPair own, Octets sealed) {
        return Hpke.open(own, INFO, BOUND_TO, sealed);
    }

    private static Secret secret(Octets octets) {
        return Secret.wrap(octets.toByteArray());
    }

    private static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Octets hex(String hex) {
        return Octets.fromHex(hex);
    }
}
