package io.ikebus.vault.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyTest {
    @TempDir
    Path directory;

    private Path pem(String algorithm, int size) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        String base64 = Base64.getMimeEncoder()
                .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
        return Files.writeString(
                directory.resolve("token.pub"),
                "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048, RS256", "EC, 256, ES256"})
    void theKindOfKeySaysWhichAlgorithmATokenMayName(String algorithm, int size, SignatureAlgorithm expected)
            throws GeneralSecurityException, IOException {
        assertThat(TokenKey.read(pem(algorithm, size)).algorithm()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"RSA, 1024", "EC, 384"})
    void refusesWeakAndOtherKeys(String algorithm, int size) throws GeneralSecurityException, IOException {
        Path file = pem(algorithm, size);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.read(file))
                .withMessageContaining("RSA key of 2048 bits or more, or of a P-256 key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64 at all!"})
    void refusesWhatIsNoKey(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("token.pub"), content);

        assertThatIllegalArgumentException().isThrownBy(() -> TokenKey.read(file));
    }

    @Test
    void refusesAFileThatIsMissing() {
        Path missing = directory.resolve("missing");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenKey.read(missing))
                .withMessageContaining("cannot be read");
    }
}
