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
import java.util.Arrays;
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
    private static final char BEFORE_VERSION = '#';
    private static final String FORMER = "former";

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
     * users those of one name. Former versions of credentials compete with nobody.
     */
    public String kind() {
        return isFormer() ? FORMER + " " + presentKind() : presentKind();
    }

    private String presentKind() {
        if (content.user() != null && content.side() != null) {
            return user(content.side(), content.user());
        }
        return is(CredentialType.SIGNING_KEY) ? stored.type() + " " + signingKind() : stored.type();
    }

    /** Whether this is a version that another one has replaced and that is good for some time yet. */
    public boolean isFormer() {
        return name().indexOf(BEFORE_VERSION) >= 0;
    }

    /** The name of the row that a version gets when it is replaced: no credential can be given such a name. */
    public static String formerName(String name, long version) {
        return formerNames(name) + version;
    }

    /** Whether a row of this name is a former version of the credential. */
    public static boolean isFormerOf(String row, String name) {
        return row.startsWith(formerNames(name));
    }

    /** What the names of all former versions of a credential begin with. */
    static String formerNames(String name) {
        return name + BEFORE_VERSION;
    }

    /** Label of its key, if that is in the token. */
    public Optional<String> tokenKey() {
        return Optional.ofNullable(content.tokenKey()).map(Content.TokenKey::label);
    }

    /** From when on it is not used any more; empty for never. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(content.keeping()).map(Keeping::expiresAt);
    }

    /** @throws IllegalStateException if a later vault wrote a type that this one does not know */
    public CredentialType type() {
        return Arrays.stream(CredentialType.values())
                .filter(this::is)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the type " + stored.type() + " is unknown"));
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
