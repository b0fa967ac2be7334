package io.ikebus.vault.masterkey;

import java.util.List;
import java.util.Optional;

/**
 * All master keys that the vault has, the one that seals first. The others only open: they are there until a rotation
 * has brought every row under the first.
 */
public record MasterKeyRing(List<MasterKey> keys) {
    public static final int MOST = 8;

    /** @throws IllegalArgumentException with the rule that is broken */
    public MasterKeyRing {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MOST) {
            throw new IllegalArgumentException("a vault has 1 to " + MOST + " master keys");
        }
        if (keys.stream().map(MasterKey::id).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("the same master key is there twice");
        }
    }

    public MasterKey first() {
        return keys.getFirst();
    }

    public Optional<MasterKey> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
