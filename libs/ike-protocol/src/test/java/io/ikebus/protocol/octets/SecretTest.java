package io.ikebus.protocol.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {
    private static final byte[] KEY = {0x41, 0x42, 0x43, 0x44};

    private record Holder(String name, Secret secret) {}

    @Test
    void printsNothingOfItself() {
        Secret secret = Secret.copyOf(KEY);
        assertThat(secret).hasToString("***");
        assertThat(new Holder("east", secret)).hasToString("Holder[name=east, secret=***]");
    }

    @Test
    void jsonHasNoneOfItsOctets() throws Exception {
        // Given
        ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();
        Secret secret = Secret.copyOf(KEY);
        // When
        String json = mapper.writeValueAsString(new Holder("east", secret))
                + mapper.writeValueAsString(List.of(secret))
                + mapper.writeValueAsString(Map.of("key", secret))
                + mapper.writeValueAsString(secret);
        // Then
        assertThat(json).contains("{\"name\":\"east\"}").doesNotContain("ABCD", "41424344", "QUJDRA", "65");
    }

    @Test
    void isNotSerializable() {
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(Secret.copyOf(KEY)))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void isEqualByContentUntilItIsDestroyed() {
        // Given
        Secret one = Secret.copyOf(KEY);
        Secret same = Secret.copyOf(KEY);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(Secret.copyOf(new byte[4]));
        // When
        same.destroy();
        // Then
        assertThat(one).isNotEqualTo(same);
        assertThat(same).isNotEqualTo(Secret.copyOf(new byte[4]));
    }

    @Test
    void itsHashCodeTellsNothingOfItsContent() {
        assertThat(Secret.copyOf(KEY)).hasSameHashCodeAs(Secret.copyOf(new byte[KEY.length]));
    }

    @Test
    void destroyingWipesTheOctetsAndEndsTheirUse() {
        // Given
        byte[] bytes = KEY.clone();
        Secret secret = Secret.wrap(bytes);
        Secret part = secret.slice(0, 2);
        // When
        secret.destroy();
        // Then
        assertThat(bytes).containsOnly(0);
        assertThat(secret.isDestroyed()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> secret.with(b -> b.length));
        assertThatIllegalStateException().isThrownBy(() -> secret.slice(0, 1));
        assertThatIllegalStateException().isThrownBy(() -> Secret.concat(part, secret));
        assertThat(part).as("a slice is a secret of its own").isEqualTo(Secret.copyOf(new byte[] {0x41, 0x42}));
    }

    @Test
    void aCopyDoesNotSeeTheOriginalChange() {
        // Given
        byte[] bytes = KEY.clone();
        Secret secret = Secret.copyOf(bytes);
        // When
        bytes[0] = 0;
        // Then
        assertThat(secret).isEqualTo(Secret.copyOf(KEY));
    }

    @Test
    void slicesAndJoinsKeepTheOrder() {
        // Given
        Secret secret = Secret.copyOf(KEY);
        // When
        Secret again = Secret.concat(secret.slice(0, 1), secret.slice(1, 4));
        // Then
        assertThat(again).isEqualTo(secret);
        assertThat(again.length()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "2, 32", "5, 5", "-1, 2", "3, 2"})
    void aKeyIsNeverFilledUpWithZeros(int from, int to) {
        Secret secret = Secret.copyOf(KEY);
        assertThatThrownBy(() -> secret.slice(from, to)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
