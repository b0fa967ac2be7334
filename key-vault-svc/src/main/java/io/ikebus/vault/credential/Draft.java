package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.certificate.KeyQuality;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential as somebody wants it to be.
 *
 * @param secret null to keep the present one
 * @param certificates those of the content, read
 * @param noted of a secret that is in the token, what was to be said about it when it went there
 */
public record Draft(
        String name,
        CredentialType type,
        Selectors selectors,
        Content content,
        List<X509Certificate> certificates,
        @Nullable Secret secret,
        List<String> noted) {
    private static final String SECRET = "secret";
    private static final String FIRST = "certificates[0]";

    public Draft(
            String name,
            CredentialType type,
            Selectors selectors,
            Content content,
            List<X509Certificate> certificates,
            @Nullable Secret secret) {
        this(name, type, selectors, content, certificates, secret, List.of());
    }

    /** The same with its secret there; null for in the row. */
    Draft in(Content.@Nullable TokenKey key) {
        return new Draft(name, type, selectors, content.withTokenKey(key), certificates, secret, noted);
    }

    Draft with(Secret other, List<String> warnings) {
        return new Draft(name, type, selectors, content, certificates, other, warnings);
    }

    /**
     * The content, completed by what only the secret tells.
     *
     * @throws ProblemException if {@code secret} is not what this type of credential needs
     */
    Content fitting(Secret secret) {
        Content.TokenKey inToken = content.tokenKey();
        return inToken != null && inToken.publicKey() != null ? fitting(inToken.publicKey()) : fittingHere(secret);
    }

    /** Of a private key that is in the token, and was looked at when it went there. */
    private Content fitting(Octets publicKey) {
        if (!certificates.isEmpty() && !certificates.getFirst().getPublicKey().equals(KeyKind.publicKey(publicKey))) {
            throw ProblemException.field(FIRST, "is for the key that is in the token; this is not");
        }
        boolean toldByCertificate = type == CredentialType.SIGNING_KEY && !certificates.isEmpty();
        return content.withPublicKey(toldByCertificate ? null : publicKey);
    }

    private Content fittingHere(Secret secret) {
        return switch (type) {
            case SIGNING_KEY -> signing(secret);
            case DECRYPTION_KEY -> content.withPublicKey(ownPublicKey(secret));
            case PEER_PUBLIC_KEY -> content.publicKey() == null ? content.withPublicKey(certified()) : content;
            case TRUST_ANCHOR -> {
                requireGood(FIRST, certificates.getFirst().getPublicKey());
                yield content;
            }
            case PSK, XAUTH_USER, REVOCATION_LIST -> content;
        };
    }

    /** Without a certificate the key waits for one; its public half is what the certificate must be for. */
    private Content signing(Secret secret) {
        if (certificates.isEmpty()) {
            PublicKey own = PrivateKeys.publicKey(secret)
                    .orElseThrow(() -> ProblemException.field(
                            SECRET,
                            "is a private key in PKCS #8: RSA, or on P-256, P-384, P-521 or Ed25519; this is not"));
            requireGood(SECRET, own);
            return content.withPublicKey(Octets.wrap(own.getEncoded()));
        }
        requirePrivateKey(secret);
        return content.withPublicKey(null);
    }

    private Octets ownPublicKey(Secret secret) {
        PublicKey key = PrivateKeys.publicKey(secret)
                .filter(RSAPublicKey.class::isInstance)
                .orElseThrow(() -> ProblemException.field(
                        SECRET, "is an RSA private key of 2048 to 8192 bits in PKCS #8; this is not"));
        requireGood(SECRET, key);
        if (!certificates.isEmpty() && !certificates.getFirst().getPublicKey().equals(key)) {
            throw ProblemException.field(SECRET, "is the private key that the first certificate is for; this is not");
        }
        return Octets.wrap(key.getEncoded());
    }

    /** The key of the peer's certificate. What the certificate else says is the operator's business. */
    private Octets certified() {
        PublicKey key = certificates.getFirst().getPublicKey();
        requireGood(FIRST, key);
        if (KeyKind.of(key).filter(KeyKind.RSA::equals).isEmpty()) {
            throw ProblemException.field(FIRST, "is for an RSA key of 2048 to 8192 bits; this one is not");
        }
        return Octets.wrap(key.getEncoded());
    }

    private static void requireGood(String field, PublicKey key) {
        KeyQuality.fault(key).ifPresent(rule -> {
            throw ProblemException.field(field, rule);
        });
    }

    /** What is allowed, and yet no good idea. */
    List<String> warnings(Secret secret) {
        if (content.tokenKey() != null) {
            return noted;
        }
        return type == CredentialType.PSK && Guessing.isEasy(secret)
                ? List.of("guessable-secret: whoever records or answers a handshake can find this key by trying;"
                        + " take one that was made at random, of at least 16 octets")
                : List.of();
    }

    private void requirePrivateKey(Secret secret) {
        PublicKey certified = certificates.getFirst().getPublicKey();
        requireGood(FIRST, certified);
        KeyKind kind = KeyKind.of(certified).orElseThrow(() -> new IllegalStateException("a good key has a kind"));
        if (!PrivateKeys.isPair(kind, secret, certified)) {
            throw ProblemException.field(
                    SECRET, "is the private key, in PKCS #8, that the first certificate is for; this is not");
        }
    }
}
