package io.ikebus.vault.masterkey;

/** Where master keys come from; read at start, and again when a key is asked for that is not known yet. */
@FunctionalInterface
public interface MasterKeySource {

    /** @throws IllegalArgumentException with what is wrong and how to set it right; never with a part of a key */
    MasterKeyRing read();
}
