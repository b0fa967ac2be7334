package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came in with a credential. Who opens, destroys.
 *
 * @param secret null if none came
 * @param certificates in DER, the key's own first; only of a file that holds both
 */
record KeyMaterial(@Nullable Secret secret, List<Octets> certificates) implements AutoCloseable {

    static KeyMaterial of(@Nullable Secret secret) {
        return new KeyMaterial(secret, List.of());
    }

    @Override
    public void close() {
        if (secret != null) {
            secret.destroy();
        }
    }
}
