package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * An AES-256 key that wraps data keys, wherever it is kept. Thread-safe. Where a key is kept in a device, every method
 * may throw {@link MasterKeyUnavailableException}.
 */
public interface MasterKey {

    /** Made of the key by a one-way function, so that a wrong key is told by name. */
    String id();

    /** In the form of {@link io.ikebus.protocol.sealing.AeadSealing}, with {@link #id} in clear. */
    Octets wrap(Secret dataKey, Octets binding, SecureRandom random);

    /** Empty if not this key wrapped it, or any bit of it or of the binding has changed since. Who unwraps, destroys. */
    Optional<Secret> unwrap(Octets wrapped, Octets binding);

    /** @throws IllegalArgumentException unless the key has 32 octets */
    static MasterKey of(Secret key) {
        return LocalMasterKey.of(key);
    }
}
