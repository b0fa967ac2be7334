package io.ikebus.vault.masterkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RestSealingTest {
    private static final Secret PSK = Secret.wrap("correct horse".getBytes(StandardCharsets.UTF_8));

    private final RestSealing sealing = sealing(1);

    private static RestSealing sealing(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return new RestSealing(MasterKey.of(Secret.wrap(key)), new SecureRandom());
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
}
