package io.ikebus.protocol.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaKeySealingTest {
    private static final SaId ID = SaId.parseKey("east/c0ffee01/192.0.2.1/ESP");
    private static final Secret KEYMAT = Secret.wrap(new byte[] {1, 2, 3, 4});
    private static final Hpke.KeyPair AGENT = Hpke.generate();
    private static final Octets SEALED = SaKeySealing.seal(AGENT.publicKey(), ID, KEYMAT);

    @Test
    void theAgentOfTheGatewayOpensTheKeysOfItsSa() {
        assertThat(SaKeySealing.open(AGENT, ID, SEALED)).contains(KEYMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "west/c0ffee01/192.0.2.1/ESP",
                "east/c0ffee02/192.0.2.1/ESP",
                "east/c0ffee01/192.0.2.2/ESP",
                "east/c0ffee01/192.0.2.1/AH"
            })
    void nobodyPutsThemUnderAnotherSa(String other) {
        assertThat(SaKeySealing.open(AGENT, SaId.parseKey(other), SEALED)).isEmpty();
    }

    @Test
    void anotherAgentDoesNotOpenThem() {
        assertThat(SaKeySealing.open(Hpke.generate(), ID, SEALED)).isEmpty();
    }

    @Test
    void whatWasSealedForAnotherPurposeAreNoKeys() {
        // Given
        Octets binding = Octets.wrap(ID.key().getBytes(StandardCharsets.UTF_8));
        // When
        Octets other = Hpke.seal(AGENT.publicKey(), Octets.EMPTY, binding, KEYMAT);
        // Then
        assertThat(SaKeySealing.open(AGENT, ID, other)).isEmpty();
    }
}
