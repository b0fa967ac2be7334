package io.ikebus.vault.keysource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.testkit.token.SoftToken;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.MasterKeyRing;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.masterkey.RowBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against SoftHSM. */
class MasterKeyTokenTest {
    private static final Secret PSK = Secret.wrap(new byte[] {1, 2, 3});
    private static final Octets BINDING = RowBinding.of("credential", "id");

    @TempDir
    Path directory;

    private String prefix;
    private SoftToken token;
    private MasterKeyToken opened;

    @BeforeEach
    void aTokenWithAKey(TestInfo test) throws IOException {
        assumeTrue(SoftToken.missing().isEmpty(), SoftToken.missing().orElse(""));
        token = SoftToken.ofThisProcess();
        prefix = test.getTestMethod().orElseThrow().getName();
        token.makeKey(prefix + "-1");
        opened = new MasterKeyToken(
                SoftToken.LIBRARY, OptionalLong.of(token.slot()), SoftToken.pinFile(directory), prefix);
    }

    /** A login is the whole process's: the next test shall need its own. */
    @AfterEach
    void logOut() throws LoginException {
        if (opened != null && opened.provider instanceof AuthProvider provider) {
            provider.logout();
        }
    }

    @Test
    void wrapsInTheTokenAndUnwrapsThere() {
        // Given
        MasterKey key = opened.read().getFirst();
        // When
        Octets wrapped = key.wrap(PSK, BINDING, new SecureRandom());
        // Then
        assertThat(key.id()).startsWith("tk-").hasSize(19);
        assertThat(key.unwrap(wrapped, BINDING)).contains(PSK);
        assertThat(key.unwrap(wrapped, RowBinding.of("credential", "other"))).isEmpty();
    }

    @Test
    void detectsEveryFlippedBit() {
        MasterKey key = opened.read().getFirst();
        byte[] wrapped = key.wrap(PSK, BINDING, new SecureRandom()).toByteArray();
        for (int bit = 0; bit < wrapped.length * 8; bit++) {
            byte[] flipped = wrapped.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(key.unwrap(Octets.wrap(flipped), BINDING))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void theKeyWhoseLabelSortsLastSealsAndHasItsNameForLife() {
        // Given
        String first = opened.read().getFirst().id();
        // When
        token.makeKey(prefix + "-2");
        List<String> ids = opened.read().stream().map(MasterKey::id).toList();
        // Then
        assertThat(ids).hasSize(2);
        assertThat(ids.getLast()).isEqualTo(first);
    }

    @Test
    void whatAFileSealedGoesUnderTheTokensKey() {
        // Given
        MasterKey ofFile = MasterKey.of(Secret.wrap(new byte[32]));
        Octets before = new RestSealing(ofFile, new SecureRandom()).seal(PSK, BINDING);
        List<MasterKey> all = new ArrayList<>(opened.read());
        all.add(ofFile);
        // When
        Octets after = new RestSealing(() -> new MasterKeyRing(all), new SecureRandom()).rewrapped(before, BINDING);
        // Then
        assertThat(new RestSealing(all.getFirst(), new SecureRandom()).open(after, BINDING))
                .contains(PSK);
    }

    @Test
    void refusesAnotherPinWithoutShowingIt() throws IOException {
        Path pin = SoftToken.pinFile(directory);
        Files.writeString(pin, "998877");
        MasterKeyToken wrong = new MasterKeyToken(SoftToken.LIBRARY, OptionalLong.of(token.slot()), pin, prefix);

        assertThatIllegalArgumentException()
                .isThrownBy(wrong::read)
                .withMessageContaining("CKR_PIN_INCORRECT")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("998877"));
    }

    @Test
    void refusesATokenWithoutSuchAKey() throws IOException {
        MasterKeyToken other = new MasterKeyToken(
                SoftToken.LIBRARY, OptionalLong.of(token.slot()), SoftToken.pinFile(directory), "of-another");

        assertThatIllegalArgumentException()
                .isThrownBy(other::read)
                .withMessageContaining("no AES key whose label starts with of-another")
                .withMessageContaining("pkcs11-tool --module");
    }

    @Test
    void refusesALibraryThatIsNone() throws IOException {
        Path pin = SoftToken.pinFile(directory);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MasterKeyToken(pin, OptionalLong.empty(), pin, "ikebus-master"))
                .withMessageContaining("cannot be used as a PKCS #11 library");
    }
}
