package io.ikebus.vault.keytoken;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;

/**
 * Where algorithms come from for a key: a key in a token works with the token's own provider only.
 *
 * @param provider empty for what is in this process
 */
public record Jca(Optional<Provider> provider) {
    /** For keys in this process. */
    public static final Jca OWN = new Jca(Optional.empty());

    public Cipher cipher(String transformation) throws GeneralSecurityException {
        return provider.isPresent()
                ? Cipher.getInstance(transformation, provider.get())
                : Cipher.getInstance(transformation);
    }

    public Signature signature(String algorithm) throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance(algorithm, provider.get())
                : Signature.getInstance(algorithm);
    }

    public Mac mac(String algorithm) throws GeneralSecurityException {
        return provider.isPresent() ? Mac.getInstance(algorithm, provider.get()) : Mac.getInstance(algorithm);
    }
}
