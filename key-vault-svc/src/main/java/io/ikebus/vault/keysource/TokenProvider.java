package io.ikebus.vault.keysource;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.OptionalLong;

/** Opens PKCS #11 tokens with the JDK's provider. */
public final class TokenProvider {
    private TokenProvider() {}

    /**
     * @param name of the provider
     * @param attributes of keys that are made, in the provider's own notation; empty for none
     * @throws IllegalArgumentException if the library cannot be used or there is no such slot
     */
    public static Provider of(String name, Path library, OptionalLong slot, String attributes) {
        Provider general = Security.getProvider("SunPKCS11");
        if (general == null) {
            throw new IllegalArgumentException("this Java has no module jdk.crypto.cryptoki, which PKCS #11 needs");
        }
        String which = slot.isPresent() ? "slot=" + slot.getAsLong() : "slotListIndex=0";
        try {
            return general.configure("--name=" + name + "\nlibrary=" + library + "\n" + which + "\n" + attributes);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(library + " cannot be used as a PKCS #11 library with "
                    + (slot.isPresent() ? "slot " + slot.getAsLong() : "its first slot") + ": " + root(e));
        }
    }

    /**
     * What is in the token now. Logs in, unless this process has.
     *
     * @param library for the sentence about what is wrong
     * @throws IllegalArgumentException with what is wrong
     */
    public static KeyStore open(Provider provider, Path library, Path pinFile) {
        char[] pin = OwnersFile.password(pinFile);
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return store;
        } catch (IOException | GeneralSecurityException | ProviderException e) {
            throw new IllegalArgumentException(unusable(library, pinFile, e));
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    static String unusable(Path library, Path pinFile, Exception e) {
        return "the token behind " + library + " cannot be used with the PIN in " + pinFile + ": " + root(e);
    }

    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
