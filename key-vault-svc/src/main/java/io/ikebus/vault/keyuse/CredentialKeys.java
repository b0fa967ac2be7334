package io.ikebus.vault.keyuse;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.keytoken.Jca;
import io.ikebus.vault.keytoken.KeyToken;
import io.ikebus.vault.keytoken.TokenUnavailableException;
import io.ikebus.vault.masterkey.RestSealing;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;

/** Opens what credentials hold for one use. */
@Singleton
public final class CredentialKeys {
    private final RestSealing sealing;
    private final Optional<KeyToken> token;

    public CredentialKeys(RestSealing sealing, Optional<KeyToken> token) {
        this.sealing = sealing;
        this.token = token;
    }

    /** What is done with a key that is not in this process, or may not be. */
    @FunctionalInterface
    public interface Use<K, T> {
        /** @param jca works with the key */
        T with(K key, Jca jca) throws GeneralSecurityException;
    }

    /** Whether the secret is not in the row. */
    public static boolean isInToken(Credential credential) {
        return credential.content().tokenKey() != null;
    }

    /**
     * Of a pre-shared key.
     *
     * @param here what is done if it is in the row
     * @param inToken what is done if it is in the token
     * @throws TokenUnavailableException if it is in a token that cannot be used
     */
    public <T> T preSharedKey(Credential credential, Function<Secret, T> here, Use<SecretKey, T> inToken) {
        Content.TokenKey key = credential.content().tokenKey();
        return key == null ? sealed(credential, here) : inToken(inToken, KeyToken::secretKey, key);
    }

    /**
     * Of a private key.
     *
     * @throws TokenUnavailableException if it is in a token that cannot be used
     */
    public <T> T privateKey(Credential credential, Use<PrivateKey, T> use) {
        Content.TokenKey key = credential.content().tokenKey();
        return key == null
                ? sealed(credential, pkcs8 -> pkcs8.with(octets -> here(use, octets)))
                : inToken(use, KeyToken::privateKey, key);
    }

    private static <T> T here(Use<PrivateKey, T> use, byte[] pkcs8) {
        PrivateKey key = KeyKind.anyPrivateKey(pkcs8)
                .orElseThrow(() -> new IllegalStateException("a key that was tried when it came in is none"));
        try {
            return use.with(key, Jca.OWN);
        } catch (GeneralSecurityException e) {
            // Without the cause, which might quote the key.
            throw new IllegalStateException("a key that was tried when it came in does not work: "
                    + e.getClass().getSimpleName());
        }
    }

    private <K, T> T inToken(Use<K, T> use, Find<K> find, Content.TokenKey key) {
        KeyToken there = token.orElseThrow(() -> new TokenUnavailableException(
                "the key " + key.label() + " is in a token, and ikebus.vault.key-token.library names none"));
        try {
            return use.with(find.in(there, key.label()), there.jca());
        } catch (GeneralSecurityException | ProviderException first) {
            // A token that was away and is back has forgotten its sessions, and with them what we know its keys by.
            TokenUnavailableException away = there.away(first);
            try {
                return use.with(find.in(there, key.label()), there.jca());
            } catch (GeneralSecurityException | ProviderException again) {
                away.addSuppressed(again);
                throw away;
            }
        }
    }

    private interface Find<K> {
        K in(KeyToken token, String label);
    }

    /** What is sealed in the row: the secret, or of a key in a token 32 octets that only the vault knows. */
    public <T> T sealed(Credential credential, Function<Secret, T> use) {
        Secret secret = sealing.open(
                        credential.stored().sealed(), credential.stored().binding())
                .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
        try {
            return use.apply(secret);
        } finally {
            secret.destroy();
        }
    }
}
