package io.ikebus.protocol.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AeadSealingTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SealingKey KEY = key("2026-03", 1);
    private static final Octets SESSION = text("east/0011223344556677");
    private static final Secret PLAINTEXT = secret("SKEYID_d and all the rest");

    private final Octets sealed = AeadSealing.seal(KEY, PLAINTEXT, SESSION, RANDOM);

    @Test
    void whatWasSealedIsOpened() {
        assertThat(AeadSealing.open(KEY, sealed, SESSION)).contains(PLAINTEXT);
        assertThat(AeadSealing.keyId(sealed)).contains("2026-03");
    }

    @Test
    void nothingIsAPlaintextToo() {
        // Given
        Secret nothing = Secret.wrap(new byte[0]);
        // When
        Octets empty = AeadSealing.seal(KEY, nothing, Octets.EMPTY, RANDOM);
        // Then
        assertThat(AeadSealing.open(KEY, empty, Octets.EMPTY)).contains(nothing);
    }

    @Test
    void theFormIsTheDocumentedOne() throws Exception {
        // Given
        int nonceAt = 2 + KEY.id().length();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        // When
        cipher.init(
                Cipher.DECRYPT_MODE,
                KEY.key().with(bytes -> new SecretKeySpec(bytes, "AES")),
                new GCMParameterSpec(128, sealed.slice(nonceAt, nonceAt + 12).toByteArray()));
        cipher.updateAAD(
                Octets.concat(Octets.of(1, 7), text("2026-03"), SESSION).toByteArray());
        byte[] opened = cipher.doFinal(sealed.from(nonceAt + 12).toByteArray());
        // Then
        assertThat(Secret.wrap(opened)).isEqualTo(PLAINTEXT);
        assertThat(sealed.length()).isEqualTo(nonceAt + 12 + PLAINTEXT.length() + 16);
    }

    @Test
    void theSamePlaintextIsNeverSealedTheSame() {
        assertThat(IntStream.range(0, 200).mapToObj(i -> AeadSealing.seal(KEY, PLAINTEXT, SESSION, RANDOM)))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyFlippedBitIsNoticed() {
        for (int bit = 0; bit < sealed.length() * 8; bit++) {
            assertThat(AeadSealing.open(KEY, Bits.flipped(sealed, bit), SESSION))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void everyCutAndEveryAdditionIsNoticed() {
        for (int length = 0; length < sealed.length(); length++) {
            assertThat(AeadSealing.open(KEY, sealed.slice(0, length), SESSION))
                    .as("%d octets", length)
                    .isEmpty();
        }
        assertThat(AeadSealing.open(KEY, Octets.concat(sealed, Octets.of(0)), SESSION))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "west/0011223344556677", "east/0011223344556678", "east/001122334455667"})
    void whatBelongsToAnotherSessionIsNotOpened(String other) {
        assertThat(AeadSealing.open(KEY, sealed, text(other))).isEmpty();
    }

    @Test
    void keyIdAndAssociatedDataDoNotRunIntoEachOther() {
        // Given
        SealingKey shorter = key("2026-0", 1);
        Octets other = AeadSealing.seal(shorter, PLAINTEXT, text("3east"), RANDOM);
        // When
        Octets forged = Octets.concat(Octets.of(1, 7), text("2026-03"), other.from(2 + 6));
        // Then
        assertThat(AeadSealing.open(KEY, forged, text("east"))).isEmpty();
    }

    @Test
    void anotherKeyDoesNotOpenItWhateverItsName() {
        assertThat(AeadSealing.open(key("2026-03", 2), sealed, SESSION)).isEmpty();
        assertThat(AeadSealing.open(key("2026-04", 1), sealed, SESSION)).isEmpty();
        assertThat(AeadSealing.open(key("2026-0", 1), sealed, SESSION)).isEmpty();
    }

    @Test
    void whatHasAnotherFormNamesNoKey() {
        assertThat(AeadSealing.keyId(Octets.EMPTY)).isEmpty();
        assertThat(AeadSealing.keyId(Octets.of(1))).isEmpty();
        assertThat(AeadSealing.keyId(Octets.of(1, 255))).isEmpty();
        assertThat(AeadSealing.keyId(Octets.concat(Octets.of(2), sealed.from(1))))
                .isEmpty();
        assertThat(AeadSealing.keyId(Octets.concat(Octets.of(1, 0), sealed.from(2))))
                .isEmpty();
        assertThat(AeadSealing.keyId(sealed.slice(0, 2 + 7 + 12 + 15))).isEmpty();
    }

    @Test
    void theSecretIsNotInWhatIsSealed() {
        assertThat(sealed.hex())
                .doesNotContain(PLAINTEXT
                        .with(bytes -> Octets.copyOf(bytes).slice(0, 4))
                        .hex());
    }

    @Test
    void aDestroyedKeySealsAndOpensNothing() {
        // Given
        SealingKey destroyed = key("2026-03", 1);
        destroyed.key().destroy();
        // Then
        assertThatIllegalStateException().isThrownBy(() -> AeadSealing.seal(destroyed, PLAINTEXT, SESSION, RANDOM));
        assertThatIllegalStateException().isThrownBy(() -> AeadSealing.open(destroyed, sealed, SESSION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "schlüssel",
                "tab\t",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void aKeyHasAShortVisibleName(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> key(id, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void aKeyHas32Octets(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SealingKey("id", Secret.wrap(new byte[length])));
    }

    @Test
    void aKeyPrintsItsNameOnly() {
        assertThat(KEY).hasToString("SealingKey[id=2026-03, key=***]");
    }

    private static SealingKey key(String id, int seed) {
        byte[] bytes = new byte[32];
        bytes[31] = (byte) seed;
        return new SealingKey(id, Secret.wrap(bytes));
    }

    private static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
