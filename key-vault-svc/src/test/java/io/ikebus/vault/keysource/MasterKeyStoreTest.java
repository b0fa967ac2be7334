package io.ikebus.vault.keysource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.masterkey.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyStoreTest {
    private static final char[] PASSWORD = "a password".toCharArray();

    @TempDir
    Path directory;

    private Path password;

    @BeforeEach
    void password() throws IOException {
        password = ownersOnly(Files.writeString(directory.resolve("password"), "a password\n"));
    }

    private static byte[] octets(int fill, int length) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) fill);
        return octets;
    }

    private static Path ownersOnly(Path file) throws IOException {
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Path store(Map<String, byte[]> keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        for (Map.Entry<String, byte[]> key : keys.entrySet()) {
            store.setEntry(
                    key.getKey(),
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(key.getValue(), "AES")),
                    new KeyStore.PasswordProtection(PASSWORD));
        }
        Path file = directory.resolve("master.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return ownersOnly(file);
    }

    @Test
    void theKeyWhoseNameSortsLastSeals() throws Exception {
        Path file = store(
                Map.of("ikebus-master-1", octets(1, 32), "ikebus-master-2", octets(2, 32), "of-others", octets(3, 32)));

        assertThat(MasterKeyStore.read(file, password, "ikebus-master"))
                .containsExactly(MasterKey.of(Secret.wrap(octets(2, 32))), MasterKey.of(Secret.wrap(octets(1, 32))));
    }

    @Test
    void refusesAStoreWithoutSuchAKey() throws Exception {
        Path file = store(Map.of("of-others", octets(3, 32)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyStore.read(file, password, "ikebus-master"))
                .withMessageContaining("has no AES key whose name starts with ikebus-master")
                .withMessageContaining("keytool -genseckey");
    }

    @Test
    void refusesAKeyOfAnotherLength() throws Exception {
        Path file = store(Map.of("ikebus-master-1", octets(1, 16)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyStore.read(file, password, "ikebus-master"))
                .withMessageContaining("ikebus-master-1 is no AES key of 256 bits");
    }

    @Test
    void refusesAnotherPasswordWithoutShowingIt() throws Exception {
        Path file = store(Map.of("ikebus-master-1", octets(1, 32)));
        Files.writeString(password, "wrong horse");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyStore.read(file, password, "ikebus-master"))
                .withMessageContaining("cannot be opened as a PKCS #12 store")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("wrong horse"));
    }

    @Test
    void refusesAPasswordThatOthersCanRead() throws Exception {
        Path file = store(Map.of("ikebus-master-1", octets(1, 32)));
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MasterKeyStore.read(file, password, "ikebus-master"))
                .withMessageContaining("chmod 600");
    }
}
