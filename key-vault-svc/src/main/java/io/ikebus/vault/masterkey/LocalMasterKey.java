package io.ikebus.vault.masterkey;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.AeadSealing;
import io.ikebus.protocol.sealing.SealingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** A master key that is in this process's memory. */
record LocalMasterKey(SealingKey sealingKey) implements MasterKey {
    private static final int ID_OCTETS = 8;

    static LocalMasterKey of(Secret key) {
        return new LocalMasterKey(new SealingKey("mk-" + key.with(LocalMasterKey::digest), key));
    }

    @Override
    public String id() {
        return sealingKey.id();
    }

    @Override
    public Octets wrap(Secret dataKey, Octets binding, SecureRandom random) {
        return AeadSealing.seal(sealingKey, dataKey, binding, random);
    }

    @Override
    public Optional<Secret> unwrap(Octets wrapped, Octets binding) {
        return AeadSealing.open(sealingKey, wrapped, binding);
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
