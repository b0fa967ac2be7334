package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certification.AlternativeName;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Keeping;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.IdentityPattern;
import io.ikebus.vault.selector.Selectors;
import io.ikebus.vault.selector.UserName;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A credential as it shall be.
 *
 * @param secret left out, the present secret stays; a new credential needs one
 * @param encoding of the secret; text if left out
 * @param password that opens a PKCS #12 file
 * @param alias of the entry in a PKCS #12 file that has several
 * @param certificates of a signing key its own first, then those above it, none while it waits for one; of a trust anchor
 *     the one that is trusted
 * @param revocationLists of a trust anchor: its own, and those of authorities below it
 * @param revocation of a trust anchor: if-known if left out
 * @param user of an xauth-user: his name
 * @param side of an xauth-user: whether we ask him, or are he
 * @param subject of a key of ours: what to ask its certificate for, as in RFC 4514
 * @param subjectAltNames the same: names besides the subject
 * @param disabled kept and not used; false if left out
 * @param expiresAt from when on it is kept and not used; never if left out
 * @param labels for people and their programs; none if left out
 * @param keptIn where the secret shall be: left out, where the present one is, at first the database
 */
record CredentialRequest(
        @NotNull CredentialType type,

        @Schema(
                implementation = String.class,
                format = "password",
                writeOnly = true,
                description = "a pre-shared key of 1 to 512 octets, or a private key in PKCS #8 or PKCS #12, written as"
                        + " encoding says; never shown again")
        @Nullable
        SecretText secret,

        @Nullable SecretEncoding encoding,

        @Schema(implementation = String.class, format = "password", writeOnly = true) @Nullable
        SecretText password,

        @Size(max = LONGEST_ALIAS) @Nullable String alias,
        @Size(max = MOST_CERTIFICATES) @Nullable List<@NotNull CertificateText> certificates,
        @Size(max = MOST_CERTIFICATES) @Nullable List<@NotNull CertificateText> revocationLists,
        @Nullable RevocationRule revocation,
        @Size(max = MOST) @Nullable List<@NotNull GatewayId> gateways,
        @Size(max = MOST) @Nullable List<@NotNull ConnectionName> connections,
        @Size(max = MOST) @Nullable List<@NotNull AddressRange> peerAddresses,
        @Size(max = MOST) @Nullable List<@NotNull Identity> localIdentities,
        @Size(max = MOST) @Nullable List<@NotNull IdentityPattern> peerIdentities,

        @Nullable UserName user,
        @Nullable UserSide side,

        @Schema(
                implementation = String.class,
                description =
                        "of a peer: an RSA key, SubjectPublicKeyInfo in PEM or base64, unless there is a certificate")
        @Nullable
        PublicKeyText publicKey,

        @Nullable DistinguishedName subject,
        @Size(max = MOST_NAMES) @Nullable List<@NotNull AlternativeName> subjectAltNames,

        @Nullable Boolean disabled,
        @Future(message = "is in the future") @Nullable Instant expiresAt,

        @Size(max = MOST_LABELS) @Nullable
        Map<@Pattern(regexp = LABEL, message = LABEL_RULE) String, @NotNull @Size(max = LONGEST_LABEL) String> labels,

        @Nullable KeptIn keptIn) {
    static final int MOST = 100;
    static final int MOST_CERTIFICATES = 8;
    static final int MOST_NAMES = 20;
    static final int MOST_LABELS = 16;
    static final String LABEL = "[A-Za-z0-9][A-Za-z0-9._/-]{0,62}";
    static final String LABEL_RULE = "a label's name is 1 to 63 of A-Z, a-z, 0-9, dot, _, / and hyphen";
    static final int LONGEST_LABEL = 255;
    static final int LONGEST_ALIAS = 255;

    Selectors selectors() {
        return new Selectors(gateways, connections, peerAddresses, localIdentities, peerIdentities);
    }

    /**
     * What came as secret. The texts are wiped.
     *
     * @throws ProblemException if it is not written as its encoding says, or there must be none
     */
    KeyMaterial material() {
        return new SentSecret(type, secret, encoding, password, alias).material();
    }

    /**
     * Certificates and revocation lists as they are kept.
     *
     * @param brought certificates that came with the key; those of the request go before them
     * @throws ProblemException if this type takes none, or needs some
     */
    Content content(List<Octets> brought) {
        if (type == CredentialType.REVOCATION_LIST) {
            throw ProblemException.field("type", "revocation lists are put at /api/v1/crls");
        }
        requireOnly(!SentSecret.isText(type), "certificates", certificates);
        requireOnly(type == CredentialType.TRUST_ANCHOR, "revocationLists", revocationLists);
        requireOnly(type == CredentialType.TRUST_ANCHOR, "revocation", revocation);
        requireOnly(type == CredentialType.XAUTH_USER, "user", user);
        requireOnly(type == CredentialType.XAUTH_USER, "side", side);
        requireOnly(isOwnKey(), "subject", subject);
        requireOnly(isOwnKey() && subject != null, "subjectAltNames", subjectAltNames);
        if (type == CredentialType.XAUTH_USER && (user == null || side == null)) {
            throw ProblemException.field(user == null ? "user" : "side", "an xauth-user has a user and a side");
        }
        List<Octets> read = certificates == null ? brought : ders(certificates);
        if (type == CredentialType.TRUST_ANCHOR && read.size() != 1) {
            throw ProblemException.field("certificates", "a trust anchor is one certificate");
        }
        requireOnly(type == CredentialType.PEER_PUBLIC_KEY, "publicKey", publicKey);
        if (type == CredentialType.PEER_PUBLIC_KEY && (publicKey == null) != (read.size() == 1)) {
            throw ProblemException.field("publicKey", "is there, or else exactly one certificate");
        }
        return new Content(
                read,
                ders(revocationLists),
                revocation == RevocationRule.REQUIRED,
                user == null ? null : user.text(),
                side,
                publicKey == null ? null : publicKey.der(),
                subject == null ? null : subject.wish(subjectAltNames),
                keeping(),
                null);
    }

    private @Nullable Keeping keeping() {
        boolean isUsual = !Boolean.TRUE.equals(disabled) && expiresAt == null && (labels == null || labels.isEmpty());
        return isUsual ? null : new Keeping(Boolean.TRUE.equals(disabled), expiresAt, labels);
    }

    private boolean isOwnKey() {
        return type == CredentialType.SIGNING_KEY || type == CredentialType.DECRYPTION_KEY;
    }

    private static void requireOnly(boolean taken, String field, @Nullable Object value) {
        if (!taken && value != null) {
            throw ProblemException.field(field, "a credential of this type has none");
        }
    }

    private static List<Octets> ders(@Nullable List<CertificateText> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(CertificateText::der).toList();
    }
}
