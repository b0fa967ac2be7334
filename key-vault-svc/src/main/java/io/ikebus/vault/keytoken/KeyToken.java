package io.ikebus.vault.keytoken;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certification.KeyAlgorithm;
import io.ikebus.vault.certification.SelfSigned;
import io.ikebus.vault.keysource.TokenProvider;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Keys in a token, by their labels. All are sensitive and not extractable: what went in works inside, and comes out in no
 * form. Thread-safe.
 */
public final class KeyToken {
    private static final Logger LOG = Logger.getLogger(KeyToken.class);
    private static final String LABEL = "ikebus-key-";
    private static final int LABEL_OCTETS = 16;
    /** The block of HMAC with MD5, SHA-1 and SHA2-256; those with SHA2-384 and -512 have a longer one. */
    private static final int HMAC_BLOCK = 64;

    private static final String ATTRIBUTES = """
            attributes(*, CKO_PRIVATE_KEY, CKK_RSA) = {
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_SIGN = true
              CKA_DECRYPT = true
            }
            attributes(*, CKO_PRIVATE_KEY, CKK_EC) = {
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_SIGN = true
            }
            attributes(*, CKO_SECRET_KEY, CKK_GENERIC_SECRET) = {
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_SIGN = true
              CKA_VERIFY = true
            }
            """;

    private final Provider provider;
    private final Path library;
    private final Path pinFile;
    private final SecureRandom random;
    private final Map<String, Key> known = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException with what is wrong and how to set it right */
    private KeyToken(Path library, OptionalLong slot, Path pinFile, SecureRandom random) {
        this.provider = TokenProvider.of("ikebus-keys", library, slot, ATTRIBUTES);
        this.library = library;
        this.pinFile = pinFile;
        this.random = random;
        TokenProvider.open(provider, library, pinFile);
    }

    /**
     * Empty if no token is configured.
     *
     * @throws IllegalArgumentException with the property that is wrong, and how to set it right
     */
    public static Optional<KeyToken> of(KeyTokenSettings.Token settings, SecureRandom random) {
        return settings.library().map(library -> {
            Path pin = settings.pinFile()
                    .orElseThrow(() -> new IllegalArgumentException("ikebus.vault.key-token.pin-file must name a file"
                            + " with the token's PIN in one line, that only the service's user can read"));
            try {
                return new KeyToken(library, settings.slot(), pin, random);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("ikebus.vault.key-token: " + e.getMessage(), e);
            }
        });
    }

    public Jca jca() {
        return new Jca(Optional.of(provider));
    }

    /**
     * Puts a pre-shared key in.
     *
     * @return its label
     */
    public String put(Secret psk) {
        String label = newLabel();
        // RFC 2104 2: the key is "append[ed] zeros to the end ... to create a B byte string", so zeros that are there
        // already change no HMAC; without them a short key is too short for the token (CKR_KEY_SIZE_RANGE).
        byte[] padded = psk.with(octets -> Arrays.copyOf(octets, Math.max(octets.length, HMAC_BLOCK)));
        try {
            KeyStore.SecretKeyEntry entry = new KeyStore.SecretKeyEntry(new SecretKeySpec(padded, "Generic"));
            write(store -> store.setEntry(label, entry, null));
            return label;
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    /**
     * Puts a private key in.
     *
     * @return its label
     */
    public String put(PrivateKey key, PublicKey publicKey) {
        // The JDK finds private keys by their certificates only.
        return put(key, SelfSigned.certificate(key, publicKey, Optional.empty()));
    }

    private String put(PrivateKey key, Certificate placeholder) {
        String label = newLabel();
        write(store -> store.setKeyEntry(label, key, null, new Certificate[] {placeholder}));
        return label;
    }

    /** A key that was made inside. */
    public record Made(String label, PublicKey publicKey) {}

    /** Has the token make a key. A long RSA key takes many seconds. */
    public Made generate(KeyAlgorithm algorithm) {
        try {
            KeyPair pair = algorithm.generatePair(provider);
            PublicKey publicKey = algorithm.publicKey(pair.getPublic().getEncoded());
            return new Made(
                    put(pair.getPrivate(), SelfSigned.certificate(pair.getPrivate(), publicKey, Optional.of(provider))),
                    publicKey);
        } catch (GeneralSecurityException | ProviderException e) {
            throw away(e);
        }
    }

    /** @throws TokenUnavailableException if it is not there, or the token does not answer */
    public SecretKey secretKey(String label) {
        return key(label) instanceof SecretKey key ? key : missing(label);
    }

    /** @throws TokenUnavailableException if it is not there, or the token does not answer */
    public PrivateKey privateKey(String label) {
        return key(label) instanceof PrivateKey key ? key : missing(label);
    }

    private static <T> T missing(String label) {
        throw new TokenUnavailableException("the token has no key " + label);
    }

    private Key key(String label) {
        Key present = known.get(label);
        if (present != null) {
            return present;
        }
        try {
            // Opened anew: another vault may have put it in.
            Key found = store().getKey(label, null);
            if (found == null) {
                return missing(label);
            }
            known.put(label, found);
            return found;
        } catch (GeneralSecurityException | ProviderException e) {
            throw away(e);
        }
    }

    /** Labels of all keys that a vault has put in or had made, this one or another. */
    public List<String> labels() {
        try {
            return Collections.list(store().aliases()).stream()
                    .filter(label -> label.startsWith(LABEL))
                    .sorted()
                    .toList();
        } catch (GeneralSecurityException | ProviderException e) {
            throw away(e);
        }
    }

    /** Erases keys. One that cannot be erased stays, and is told in the log. */
    public void erase(Collection<String> labels) {
        for (String label : labels) {
            known.remove(label);
            try {
                write(store -> store.deleteEntry(label));
            } catch (TokenUnavailableException e) {
                LOG.errorf(e, "the key %s, which nothing names any more, is still in the token", label);
            }
        }
    }

    /** Of a use that went wrong: what is known of the token is forgotten, so that the next use asks it again. */
    public TokenUnavailableException away(Exception cause) {
        known.clear();
        return new TokenUnavailableException("the token with the keys does not work", cause);
    }

    private String newLabel() {
        byte[] octets = new byte[LABEL_OCTETS];
        random.nextBytes(octets);
        return LABEL + HexFormat.of().formatHex(octets);
    }

    private interface Change {
        void in(KeyStore store) throws GeneralSecurityException;
    }

    private synchronized void write(Change change) {
        try {
            change.in(store());
        } catch (GeneralSecurityException | ProviderException e) {
            throw away(e);
        }
    }

    private KeyStore store() {
        try {
            return TokenProvider.open(provider, library, pinFile);
        } catch (IllegalArgumentException e) {
            throw away(e);
        }
    }
}
