package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.AeadSealing;
import java.security.SecureRandom;
import java.util.Optional;

/** Seals rows under the master key and opens them: AES-256-GCM, a fresh random nonce each time. Thread-safe. */
public final class RestSealing {
    private final MasterKey masterKey;
    private final SecureRandom random;

    public RestSealing(MasterKey masterKey, SecureRandom random) {
        this.masterKey = masterKey;
        this.random = random;
    }

    public Octets seal(Secret secret, Octets binding) {
        return AeadSealing.seal(masterKey.sealingKey(), secret, binding, random);
    }

    /** A seal without content: it shows that what it is bound to was written by a vault with this master key. */
    public Octets sealNothing(Octets binding) {
        return seal(Secret.wrap(new byte[0]), binding);
    }

    /** Empty if the row is not what was sealed, bit by bit. Who opens, destroys. */
    public Optional<Secret> open(Octets sealed, Octets binding) {
        return AeadSealing.open(masterKey.sealingKey(), sealed, binding);
    }

    public boolean isIntact(Octets sealed, Octets binding) {
        Optional<Secret> opened = open(sealed, binding);
        opened.ifPresent(Secret::destroy);
        return opened.isPresent();
    }

    /** Whether another master key sealed this; false also for what is no seal at all. */
    public boolean isOfAnotherKey(Octets sealed) {
        return AeadSealing.keyId(sealed)
                .filter(id -> !id.equals(masterKey.id()))
                .isPresent();
    }

    public String masterKeyId() {
        return masterKey.id();
    }
}
