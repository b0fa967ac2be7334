package io.ikebus.negotiator.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ikebus.negotiator.crypto.HashAlgorithm;
import io.ikebus.negotiator.crypto.IsakmpCipher;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDerivationTest {
    private final Secret skeyid = Secret.wrap(new byte[20]);

    @ParameterizedTest
    @ValueSource(ints = {0, 64, 127, 129, 512})
    void aKeyLengthThatTheCipherLacksIsOurMistake(int bits) {
        assertThatThrownBy(() -> isakmpKeys(bits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keymatIsCutToWhatIsAskedFor() {
        Secret longer = keymat(100);

        assertThat(longer.length()).isEqualTo(100);
        assertThat(keymat(1)).isEqualTo(longer.slice(0, 1));
        assertThat(keymat(20)).isEqualTo(longer.slice(0, 20));
        assertThat(keymat(21)).isEqualTo(longer.slice(0, 21));
    }

    @Test
    void destroyedKeysAreGone() {
        // Given
        IsakmpKeys keys = isakmpKeys(256);

        // When
        keys.destroy();

        // Then
        assertThat(keys.skeyidD().isDestroyed()).isTrue();
        assertThat(keys.skeyidA().isDestroyed()).isTrue();
        assertThat(keys.encryptionKey().isDestroyed()).isTrue();
    }

    @Test
    void inputsAreLeftAsTheyAre() {
        isakmpKeys(256);
        keymat(100);

        assertThat(skeyid.isDestroyed()).isFalse();
    }

    private IsakmpKeys isakmpKeys(int bits) {
        return KeyDerivation.isakmpKeys(
                HashAlgorithm.SHA1,
                IsakmpCipher.AES_CBC,
                bits,
                skeyid,
                Secret.wrap(new byte[256]),
                new Cookie(1),
                new Cookie(2));
    }

    private Secret keymat(int octets) {
        return KeyDerivation.keymat(
                HashAlgorithm.SHA1, skeyid, Optional.empty(), 3, 0x1234, Octets.of(1), Octets.of(2), octets);
    }
}
