package io.ikebus.vault.holdings;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.certificate.KeyKind;
import io.ikebus.vault.certificate.TrustAnchor;
import io.ikebus.vault.selector.SelectorIndex;
import io.ikebus.vault.selector.Selectors;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A credential whose row is intact. The secret in it is still sealed.
 *
 * @param certificates those of {@link Content}, read
 */
public record Credential(
        StoredCredential stored,
        Selectors selectors,
        Content content,
        List<X509Certificate> certificates,
        List<X509CRL> revocationLists)
        implements SelectorIndex.Selectable {

    public Credential {
        certificates = List.copyOf(certificates);
        revocationLists = List.copyOf(revocationLists);
    }

    /** @throws CertificateFault if the content holds anything that is no certificate or revocation list */
    public static Credential of(StoredCredential stored, Selectors selectors, Content content) throws CertificateFault {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Octets der : content.certificates()) {
            certificates.add(CertificateForms.certificate(der));
        }
        List<X509CRL> lists = new ArrayList<>();
        for (Octets der : content.revocationLists()) {
            lists.add(CertificateForms.revocationList(der));
        }
        return new Credential(stored, selectors, content, certificates, lists);
    }

    /** Empty if a later vault wrote what this one does not know. That the row is intact is not looked at here. */
    public static Optional<Credential> read(StoredCredential row) {
        if (json(row.selectors(), Selectors.class) instanceof BusValue.Read<Selectors>(Selectors selectors)
                && json(row.content(), Content.class) instanceof BusValue.Read<Content>(Content content)) {
            try {
                return Optional.of(of(row, selectors, content));
            } catch (CertificateFault _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static <T> BusValue<T> json(String text, Class<T> type) {
        return BusJson.read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    /** Why it is not used as of {@code now}; empty while it is. */
    public Optional<Keeping.Rest> rest(Instant now) {
        return Optional.ofNullable(content.keeping()).flatMap(keeping -> keeping.rest(now));
    }

    /** The same with its secret sealed in another way. */
    public Credential withSealed(Octets sealed) {
        return new Credential(stored.withSealed(sealed), selectors, content, certificates, revocationLists);
    }

    @Override
    public String name() {
        return stored.name();
    }

    /**
     * Credentials of one kind compete for the same questions: those of a type, of signing keys those of a kind, and of
     * users those of one name.
     */
    public String kind() {
        if (content.user() != null && content.side() != null) {
            return user(content.side(), content.user());
        }
        return is(CredentialType.SIGNING_KEY) ? stored.type() + " " + signingKind() : stored.type();
    }

    public boolean is(CredentialType type) {
        return stored.type().equals(type.toString());
    }

    /** Whether this is a signing key without a certificate: no method ever chooses it. */
    public boolean awaitsCertificate() {
        return is(CredentialType.SIGNING_KEY) && certificates.isEmpty();
    }

    /** Of a signing key: its {@link KeyKind}, or why it has none. */
    public String signingKind() {
        return awaitsCertificate()
                ? "waiting for its certificate"
                : KeyKind.of(certificates.getFirst().getPublicKey())
                        .map(KeyKind::toString)
                        .orElse("unusable");
    }

    /** SubjectPublicKeyInfo of a decryption key, of a peer's public key, or of a key that waits for its certificate. */
    public Optional<Octets> publicKey() {
        return Optional.ofNullable(content.publicKey());
    }

    /** The public half of the key of ours that is in this credential, if there is one. */
    public Optional<PublicKey> ownPublicKey() {
        if (is(CredentialType.SIGNING_KEY) && !certificates.isEmpty()) {
            return Optional.of(certificates.getFirst().getPublicKey());
        }
        return is(CredentialType.SIGNING_KEY) || is(CredentialType.DECRYPTION_KEY)
                ? publicKey().map(KeyKind::publicKey)
                : Optional.empty();
    }

    /** Modulus of the RSA key of ours that is in this credential, if there is one. */
    public Optional<BigInteger> ownModulus() {
        return ownPublicKey()
                .flatMap(key -> key instanceof RSAPublicKey rsa ? Optional.of(rsa.getModulus()) : Optional.empty());
    }

    /** Whether {@code other} is the same RSA key of ours as this one, and for another use. */
    public boolean isKeyOfAnotherUsage(Credential other) {
        return !other.stored.type().equals(stored.type())
                && ownModulus().isPresent()
                && ownModulus().equals(other.ownModulus());
    }

    /** The {@link #kind} of signing keys of a kind. */
    public static String signing(KeyKind key) {
        return CredentialType.SIGNING_KEY + " " + key;
    }

    /** The {@link #kind} of a user's passwords. */
    public static String user(UserSide side, String name) {
        return CredentialType.XAUTH_USER + " " + side + " " + name;
    }

    /** Of a trust anchor. */
    public TrustAnchor asAnchor() {
        return new TrustAnchor(name(), certificates.getFirst(), revocationLists, content.revocationRequired());
    }

    /** Of this version of this credential, and of no other; made of characters that an ETag takes. */
    public String tag() {
        return stored.id() + "." + stored.version();
    }
}
