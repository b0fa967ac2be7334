package io.ikebus.vault.keysource;

import io.ikebus.vault.masterkey.MasterKey;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.util.ArrayList;
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
        this.provider = TokenProvider.of("ikebus-vault", library, slot, "");
    }

    /** @throws IllegalArgumentException with what is wrong and how to set it right */
    List<MasterKey> read() {
        KeyStore store = TokenProvider.open(provider, library, pinFile);
        try {
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
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalArgumentException(TokenProvider.unusable(library, pinFile, e));
        }
    }
}
