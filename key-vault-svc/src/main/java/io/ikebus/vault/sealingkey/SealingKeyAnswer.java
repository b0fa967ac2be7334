package io.ikebus.vault.sealingkey;

import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.util.HexFormat;

/**
 * @param key 32 octets, hex
 * @param notAfter until when to seal with it; then ask for the current one again
 */
record SealingKeyAnswer(String id, String key, Instant notAfter) {

    static SealingKeyAnswer of(String id, Secret key, Instant notAfter) {
        return new SealingKeyAnswer(id, key.with(HexFormat.of()::formatHex), notAfter);
    }

    @Override
    public String toString() {
        return "SealingKeyAnswer[" + id + "]";
    }
}
