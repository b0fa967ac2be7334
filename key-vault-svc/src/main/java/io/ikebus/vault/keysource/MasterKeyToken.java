package io.ikebus.vault.keysource;

import io.ikebus.vault.masterkey.MasterKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import javax.crypto.SecretKey;

/**
 * A PKCS #11 token: of its AES keys with the right name, the one whose name sorts last seals. No key leaves the token;
 * each data key goes in to be wrapped, and comes out again. Opened once and kept.
 */
final class MasterKeyToken {
    private final Path library;
    private final Path pinFile;
    private final String prefix;
    final Provider provider;

    /** @throws IllegalArgumentException if the library cannot be used or there is no such slot */
    MasterKeyToken(Path library, OptionalLong slot, Path pinFile, String prefix) {
        this.library = library;
        this.pinFile = pinFile;
        this.prefix = prefix;
        this.provider = provider(library, slot);
    }

    private static Provider provider(Path library, OptionalLong slot) {
        Provider general = Security.getProvider("SunPKCS11");
        if (general == null) {
            throw new IllegalArgumentException("this Java has no module jdk.crypto.cryptoki, which PKCS #11 needs");
        }
        String which = slot.isPresent() ? "slot=" + slot.getAsLong() : "slotListIndex=0";
        try {
            return general.configure("--name=ikebus-vault\nlibrary=" + library + "\n" + which + "\n");
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(library + " cannot be used as a PKCS #11 library with "
                    + (slot.isPresent() ? "slot " + slot.getAsLong() : "its first slot") + ": " + root(e));
        }
    }

    /** @throws IllegalArgumentException with what is wrong and how to set it right */
    List<MasterKey> read() {
        char[] pin = OwnersFile.password(pinFile);
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            List<MasterKey> keys = new ArrayList<>();
            for (String label : MasterKeyStore.aliases(store, prefix)) {
                if (store.getKey(label, null) instanceof SecretKey key) {
                    keys.add(TokenKey.of(key, provider));
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("the token has no AES key whose label starts with " + prefix
                        + ". One is made with: pkcs11-tool --module " + library
                        + " --login --keygen --key-type AES:32 --label " + prefix + "-1 --sensitive");
            }
            return keys;
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            throw new IllegalArgumentException(
                    "the token behind " + library + " cannot be used with the PIN in " + pinFile + ": " + root(e));
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
