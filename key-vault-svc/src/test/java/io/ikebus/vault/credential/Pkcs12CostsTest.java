package io.ikebus.vault.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.pki.PeerAuthority;
import io.ikebus.testkit.pki.PeerAuthority.Wish;
import io.ikebus.testkit.pki.PeerKey;
import io.ikebus.vault.problem.ProblemException;
import org.junit.jupiter.api.Test;

class Pkcs12CostsTest {
    private static final byte[] FILE = PeerAuthority.root("CN=costs", PeerKey.P256)
            .issue(Wish.of("CN=east", PeerKey.P256))
            .pkcs12("east", "x");

    /** The file, every place that asks for the JDK's 10000 iterations asking for more. */
    private static byte[] expensive() {
        String hex = Octets.wrap(FILE).hex();
        String raised = hex.replace("02022710", "02027fff");
        assertThat(raised).isNotEqualTo(hex);
        return Octets.fromHex(raised).toByteArray();
    }

    @Test
    void countsTheIterationsOfAllParts() {
        Pkcs12Costs costs = Pkcs12Costs.of(FILE);

        assertThat(costs.keys()).isEqualTo(1);
        assertThat(costs.iterations().intValueExact()).isEqualTo(30_000);
        assertThat(Pkcs12Costs.of(expensive()).iterations().intValueExact()).isEqualTo(3 * 0x7fff);
    }

    @Test
    void aFileThatAsksForTooManyIsNotOpened() {
        // Given: version 3, and a salt with two billion iterations
        byte[] bomb = Octets.fromHex("3011" + "020103" + "300c" + "0404" + "00000000" + "0204" + "7fffffff")
                .toByteArray();
        // Then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Pkcs12.open(Secret.wrap(bomb), "x".toCharArray(), null))
                .satisfies(refused -> {
                    assertThat(refused.problem().field()).isEqualTo("secret");
                    assertThat(refused.problem().detail()).contains("at most 1000000 iterations");
                });
    }

    @Test
    void whatIsNoDerHasNoCosts() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pkcs12Costs.of(new byte[] {0x30, (byte) 0x80, 0, 0}));
        assertThatIllegalArgumentException().isThrownBy(() -> Pkcs12Costs.of(new byte[0]));
    }
}
