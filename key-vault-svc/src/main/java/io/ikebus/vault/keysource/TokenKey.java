package io.ikebus.vault.keysource;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.MasterKeyUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * An AES key that is in a token and works there.
 *
 * <pre>
 * | version 1 | id length n | key id (n) | nonce (12) | ciphertext | tag (16) |
 * </pre>
 *
 * As {@link io.ikebus.protocol.sealing.AeadSealing} has it; the associated data is everything before the nonce, then the
 * caller's.
 */
final class TokenKey implements MasterKey {
    private static final int VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int ID_OCTETS = 8;

    private final SecretKey key;
    private final Provider provider;
    private final String id;
    private final Octets head;

    private TokenKey(SecretKey key, Provider provider, String id) {
        this.key = key;
        this.provider = provider;
        this.id = id;
        this.head = Octets.concat(Octets.of(VERSION, id.length()), Octets.wrap(id.getBytes(StandardCharsets.US_ASCII)));
    }

    /** @throws GeneralSecurityException if the token does not encrypt with this key */
    static TokenKey of(SecretKey key, Provider provider) throws GeneralSecurityException {
        // The key itself stays where it is: its id is made of what it makes of a block that nothing else is.
        Cipher block = Cipher.getInstance("AES/ECB/NoPadding", provider);
        block.init(Cipher.ENCRYPT_MODE, key);
        byte[] check = block.doFinal("ikebus master id".getBytes(StandardCharsets.US_ASCII));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(check);
        return new TokenKey(key, provider, "tk-" + HexFormat.of().formatHex(digest, 0, ID_OCTETS));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Octets wrap(Secret dataKey, Octets binding, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, binding);
            return Octets.concat(
                    head, Octets.wrap(nonce), Octets.wrap(dataKey.with(octets -> finished(cipher, octets))));
        } catch (GeneralSecurityException | ProviderException e) {
            throw away(e);
        }
    }

    @Override
    public Optional<Secret> unwrap(Octets wrapped, Octets binding) {
        int nonceAt = head.length();
        if (wrapped.length() < nonceAt + NONCE + TAG
                || !wrapped.slice(0, nonceAt).equals(head)) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(
                    Cipher.DECRYPT_MODE, wrapped.slice(nonceAt, nonceAt + NONCE).toByteArray(), binding);
            return Optional.of(
                    Secret.wrap(cipher.doFinal(wrapped.from(nonceAt + NONCE).toByteArray())));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException | ProviderException e) {
            throw away(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Octets binding) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
        cipher.updateAAD(head.toByteArray());
        cipher.updateAAD(binding.toByteArray());
        return cipher;
    }

    private static byte[] finished(Cipher cipher, byte[] octets) {
        try {
            return cipher.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw away(e);
        }
    }

    private static MasterKeyUnavailableException away(Exception cause) {
        return new MasterKeyUnavailableException("the token with the master key does not work", cause);
    }
}
