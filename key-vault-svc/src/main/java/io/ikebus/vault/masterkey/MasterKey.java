package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The AES-256 key that seals what is at rest. Its id is a digest of the key, so that a wrong key is told by name. */
public record MasterKey(SealingKey sealingKey) {
    private static final int ID_OCTETS = 8;

    /** @throws IllegalArgumentException unless the key has 32 octets */
    public static MasterKey of(Secret key) {
        return new MasterKey(new SealingKey("mk-" + key.with(MasterKey::digest), key));
    }

    public String id() {
        return sealingKey.id();
    }

    private static String digest(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("ikebus master key id".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(key), 0, ID_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there", e);
        }
    }
}
