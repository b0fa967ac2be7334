package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A secret as it was sent, and how it is written.
 *
 * @param type of the credential that it is for
 * @param secret null if none came
 * @param encoding text if null
 * @param password that opens a PKCS #12 file
 * @param alias of the entry in a PKCS #12 file that has several
 */
record SentSecret(
        CredentialType type,
        @Nullable SecretText secret,
        @Nullable SecretEncoding encoding,
        @Nullable SecretText password,
        @Nullable String alias) {
    private static final int LONGEST_PSK = 512;
    /** An RSA key of 8192 bits in PKCS #8 has less than 5000 octets. */
    static final int LONGEST_PRIVATE_KEY = 6_000;

    /** Whether a secret of this type is a text or octets, and no key in a form of its own. */
    static boolean isText(CredentialType type) {
        return type == CredentialType.PSK || type == CredentialType.XAUTH_USER;
    }

    /**
     * What it says. The texts are wiped.
     *
     * @throws ProblemException if it is not written as its encoding says, or there must be none
     */
    KeyMaterial material() {
        try {
            return secret == null ? withoutSecret() : material(secret);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("secret", String.valueOf(e.getMessage()));
        } finally {
            if (secret != null) {
                secret.wipe();
            }
            if (password != null) {
                password.wipe();
            }
        }
    }

    private KeyMaterial withoutSecret() {
        requireNoFile();
        return KeyMaterial.of(null);
    }

    private void requireNoFile() {
        if (password != null || alias != null) {
            throw ProblemException.field(
                    password != null ? "password" : "alias", "goes with a secret in the encoding pkcs12 only");
        }
    }

    private KeyMaterial material(SecretText given) {
        if (!type.hasSecret()) {
            throw ProblemException.field("secret", "a credential of this type has no secret");
        }
        SecretEncoding written = encoding == null ? SecretEncoding.TEXT : encoding;
        if (written != SecretEncoding.PKCS12) {
            requireNoFile();
            return KeyMaterial.of(given.decode(written, isText(type) ? LONGEST_PSK : LONGEST_PRIVATE_KEY));
        }
        if (isText(type)) {
            throw ProblemException.field("encoding", "a secret of this type is text, hex or base64");
        }
        if (password == null) {
            throw ProblemException.field("password", "a PKCS #12 file comes with its password");
        }
        Secret file = given.decode(written, Pkcs12.LARGEST);
        try {
            return password.with(characters -> Pkcs12.open(file, characters, alias));
        } finally {
            file.destroy();
        }
    }
}
