package io.ikebus.vault.masterkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestSealingTest {
    private static final Secret PSK = Secret.wrap("correct horse".getBytes(StandardCharsets.UTF_8));

    private final RestSealing sealing = sealing(1);

    private static MasterKey key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return MasterKey.of(Secret.wrap(key));
    }

    private static RestSealing sealing(int... fills) {
        return new RestSealing(() -> ring(fills), new SecureRandom());
    }

    private static MasterKeyRing ring(int... fills) {
        return new MasterKeyRing(
                Arrays.stream(fills).mapToObj(RestSealingTest::key).toList());
    }

    @Test
    void opensWhatItSealed() {
        Octets binding = RowBinding.of("credential", "id", "psk", 1);

        assertThat(sealing.open(sealing.seal(PSK, binding), binding)).contains(PSK);
    }

    @Test
    void neverSealsTheSameWayTwice() {
        Octets binding = RowBinding.of("credential", "id");

        assertThat(sealing.seal(PSK, binding)).isNotEqualTo(sealing.seal(PSK, binding));
    }

    @Test
    void detectsEveryFlippedBit() {
        Octets binding = RowBinding.of("credential", "id", "psk", 1);
        byte[] sealed = sealing.seal(PSK, binding).toByteArray();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(sealing.isIntact(Octets.wrap(flipped), binding))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void detectsEveryChangeOfWhatItIsBoundTo() {
        Octets sealed = sealing.seal(PSK, RowBinding.of("credential", "id", "psk", 1));

        assertThat(sealing.isIntact(sealed, RowBinding.of("credential", "id", "psk", 2)))
                .isFalse();
        assertThat(sealing.isIntact(sealed, RowBinding.of("credential", "id", "ps", "k1")))
                .isFalse();
        assertThat(sealing.isIntact(sealed, RowBinding.of("sealing_key", "id", "psk", 1)))
                .isFalse();
        assertThat(sealing.isIntact(sealed, RowBinding.of("credential", "id", "psk")))
                .isFalse();
    }

    @Test
    void tellsAnotherMasterKeyFromDamage() {
        Octets binding = RowBinding.of("credential", "id");
        Octets sealed = sealing.seal(PSK, binding);

        assertThat(sealing(2).isOfAnotherKey(sealed)).isTrue();
        assertThat(sealing.isOfAnotherKey(sealed)).isFalse();
        assertThat(sealing.isOfAnotherKey(Octets.of(9, 9, 9))).isFalse();
    }

    @Test
    void aSealWithoutContentBindsAllTheSame() {
        Octets binding = RowBinding.of("gateway_key", "east", "00ff");
        Octets seal = sealing.sealNothing(binding);

        assertThat(sealing.isIntact(seal, binding)).isTrue();
        assertThat(sealing.isIntact(seal, RowBinding.of("gateway_key", "east", "00fe")))
                .isFalse();
    }

    @Test
    void everyValueHasADataKeyOfItsOwn() {
        // Given
        Octets binding = RowBinding.of("credential", "id");
        Envelope first = Envelope.read(sealing.seal(PSK, binding)).orElseThrow();
        Envelope second = Envelope.read(sealing.seal(PSK, binding)).orElseThrow();
        // When
        Octets mixed = new Envelope(first.wrapped(), second.sealed()).encoded();
        // Then
        assertThat(sealing.isIntact(mixed, binding)).isFalse();
    }

    @Test
    void rewrappingChangesTheWrapAndNotTheSeal() {
        // Given
        Octets binding = RowBinding.of("credential", "id");
        Octets before = sealing.seal(PSK, binding);
        RestSealing both = sealing(2, 1);
        assertThat(both.isUnderFirstKey(before)).isFalse();
        // When
        Octets after = both.rewrapped(before, binding);
        // Then
        assertThat(both.isUnderFirstKey(after)).isTrue();
        assertThat(Envelope.read(after).orElseThrow().sealed())
                .isEqualTo(Envelope.read(before).orElseThrow().sealed());
        assertThat(sealing(2).open(after, binding)).contains(PSK);
        assertThat(sealing(1).open(after, binding)).isEmpty();
        assertThat(both.open(before, binding)).contains(PSK);
    }

    @Test
    void whatTheMasterKeyItselfSealedIsOpenedAndGetsADataKey() {
        // Given a value as the first vaults wrote it
        Octets binding = RowBinding.of("credential", "id");
        Octets before = key(1).wrap(PSK, binding, new SecureRandom());
        assertThat(sealing.open(before, binding)).contains(PSK);
        assertThat(sealing.isUnderFirstKey(before)).isFalse();
        // When
        Octets after = sealing.rewrapped(before, binding);
        // Then
        assertThat(sealing.isUnderFirstKey(after)).isTrue();
        assertThat(sealing.open(after, binding)).contains(PSK);
    }

    @Test
    void aKeyThatComesLaterIsKnownAfterAReload() {
        // Given
        List<MasterKey> file = new ArrayList<>(List.of(key(1)));
        RestSealing running = new RestSealing(() -> new MasterKeyRing(file), new SecureRandom());
        Octets binding = RowBinding.of("credential", "id");
        Octets elsewhere = sealing(2).seal(PSK, binding);
        assertThat(running.isOfAnotherKey(elsewhere)).isTrue();
        // When
        file.addFirst(key(2));
        running.reload();
        // Then
        assertThat(running.open(elsewhere, binding)).contains(PSK);
        assertThat(running.masterKeyId()).isEqualTo(key(2).id());
    }
}
