package io.ikebus.vault.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {
    @TempDir
    Path directory;

    private Path key(byte[] encoded) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(encoded);
        return Files.writeString(
                directory.resolve("other.key"),
                PrivateKeyFile.BEGIN + "\n" + base64 + "\n" + PrivateKeyFile.END + "\n");
    }

    @Test
    void itsOwnKeyFits() {
        IssuedCertificate vault = LocalAuthority.create(directory).issue("vault");

        assertThatCode(() -> OwnCertificate.require(vault.certificate(), vault.key()))
                .doesNotThrowAnyException();
    }

    @Test
    void theKeyOfAnotherDoesNot() {
        LocalAuthority authority = LocalAuthority.create(directory);
        Path certificate = authority.issue("vault").certificate();
        Path otherKey = authority.issue("negotiator").key();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnCertificate.require(certificate, otherKey))
                .withMessageContaining("not that of the certificate");
    }

    @Test
    void aKeyOfAnotherKindOrNoneDoesNot() throws GeneralSecurityException, IOException {
        Path certificate = LocalAuthority.create(directory).issue("vault").certificate();
        byte[] rsa = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();

        Path rsaKey = key(rsa);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OwnCertificate.require(certificate, rsaKey))
                .withMessageContaining("no private key of the kind");
        Path noKey = key(new byte[] {1, 2, 3});
        assertThatIllegalArgumentException().isThrownBy(() -> OwnCertificate.require(certificate, noKey));
    }
}
