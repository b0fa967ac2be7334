package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential as somebody wants it to be.
 *
 * @param secret null to keep the present one
 * @param certificates those of the content, read
 */
record Draft(
        String name,
        CredentialType type,
        Selectors selectors,
        Content content,
        List<X509Certificate> certificates,
        @Nullable Secret secret) {

    /** @throws ProblemException if {@code secret} is not what this type of credential needs */
    void requireFitting(Secret secret) {
        if (type == CredentialType.SIGNING_KEY) {
            requirePrivateKey(secret);
        }
    }

    /** What is allowed, and yet no good idea. */
    List<String> warnings(Secret secret) {
        return type == CredentialType.PSK && Guessing.isEasy(secret)
                ? List.of("guessable-secret: whoever records or answers a handshake can find this key by trying;"
                        + " take one that was made at random, of at least 16 octets")
                : List.of();
    }

    private void requirePrivateKey(Secret secret) {
        X509Certificate own = certificates.getFirst();
        KeyKind kind = KeyKind.of(own.getPublicKey())
                .orElseThrow(() -> ProblemException.field(
                        "certificates[0]",
                        "is for an RSA key of 2048 to 8192 bits, or a key on P-256, P-384 or P-521; this one is not"));
        if (!PrivateKeys.isPair(kind, secret, own.getPublicKey())) {
            throw ProblemException.field(
                    "secret", "is the private key, in PKCS #8, that the first certificate is for; this is not");
        }
    }
}
