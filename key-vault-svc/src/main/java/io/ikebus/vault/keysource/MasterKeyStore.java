package io.ikebus.vault.keysource;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.masterkey.MasterKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Master keys as AES keys in a PKCS #12 store: of those with the right name, the one whose name sorts last seals. */
final class MasterKeyStore {
    private static final int LARGEST = 1 << 20;

    private MasterKeyStore() {}

    /** @throws IllegalArgumentException with what is wrong and how to set it right */
    static List<MasterKey> read(Path file, Path passwordFile, String prefix) {
        byte[] content = OwnersFile.read(file, LARGEST, howToMake(file, prefix));
        char[] password = OwnersFile.password(passwordFile);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            List<MasterKey> keys = new ArrayList<>();
            for (String alias : aliases(store, prefix)) {
                keys.add(key(file, store.getKey(alias, password), alias));
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException(
                        file + " has no AES key whose name starts with " + prefix + ". " + howToMake(file, prefix));
            }
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    file + " cannot be opened as a PKCS #12 store with the password in " + passwordFile, e);
        } finally {
            Arrays.fill(password, '\0');
            Arrays.fill(content, (byte) 0);
        }
    }

    /** The last in order first. */
    static List<String> aliases(KeyStore store, String prefix) throws GeneralSecurityException {
        return Collections.list(store.aliases()).stream()
                .filter(alias -> alias.startsWith(prefix))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static MasterKey key(Path file, Key key, String alias) {
        byte[] octets = key.getAlgorithm().equals("AES") ? key.getEncoded() : new byte[0];
        try {
            // The master key takes a copy over; this one is wiped.
            return MasterKey.of(Secret.copyOf(octets));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(file + ": the key " + alias + " is no AES key of 256 bits");
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static String howToMake(Path file, String prefix) {
        return "A new one is made with: keytool -genseckey -keyalg AES -keysize 256 -storetype PKCS12 -keystore " + file
                + " -alias " + prefix + "-1";
    }
}
