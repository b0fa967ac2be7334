package io.ikebus.protocol.sealing;

import io.ikebus.protocol.octets.Secret;

/**
 * An AES-256 key and its name.
 *
 * @param id 1 to 64 characters of ASCII; stands in clear before what the key sealed
 */
public record SealingKey(String id, Secret key) {

    /** @throws IllegalArgumentException if the id or the key has another form */
    public SealingKey {
        if (!id.matches("[\\x21-\\x7e]{1,64}")) {
            throw new IllegalArgumentException("a key id is 1 to 64 visible ASCII characters");
        }
        if (key.length() != 32) {
            throw new IllegalArgumentException("an AES-256 key has 32 octets");
        }
    }
}
