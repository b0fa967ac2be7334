package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
import java.security.PublicKey;
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

    /**
     * The content, completed by what only the secret tells.
     *
     * @throws ProblemException if {@code secret} is not what this type of credential needs
     */
    Content fitting(Secret secret) {
        return switch (type) {
            case SIGNING_KEY -> {
                requirePrivateKey(secret);
                yield content;
            }
            case DECRYPTION_KEY -> content.withPublicKey(ownPublicKey(secret));
            case PEER_PUBLIC_KEY -> content.publicKey() == null ? content.withPublicKey(certified()) : content;
            case PSK, TRUST_ANCHOR, XAUTH_USER -> content;
        };
    }

    private Octets ownPublicKey(Secret secret) {
        PublicKey key = PrivateKeys.rsaPublicKey(secret)
                .filter(own -> KeyKind.of(own).isPresent())
                .orElseThrow(() -> ProblemException.field(
                        "secret", "is an RSA private key of 2048 to 8192 bits in PKCS #8; this is not"));
        if (!certificates.isEmpty() && !certificates.getFirst().getPublicKey().equals(key)) {
            throw ProblemException.field("secret", "is the private key that the first certificate is for; this is not");
        }
        return Octets.wrap(key.getEncoded());
    }

    /** The key of the peer's certificate. What the certificate else says is the operator's business. */
    private Octets certified() {
        PublicKey key = certificates.getFirst().getPublicKey();
        if (KeyKind.of(key).filter(KeyKind.RSA::equals).isEmpty()) {
            throw ProblemException.field("certificates[0]", "is for an RSA key of 2048 to 8192 bits; this one is not");
        }
        return Octets.wrap(key.getEncoded());
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
