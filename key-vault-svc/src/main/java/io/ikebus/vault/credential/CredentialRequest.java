package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.AddressRange;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.IdentityPattern;
import io.ikebus.vault.selector.Selectors;
import io.ikebus.vault.selector.UserName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A credential as it shall be.
 *
 * @param secret left out, the present secret stays; a new credential needs one
 * @param encoding of the secret; text if left out
 * @param certificates of a signing key its own first, then those above it; of a trust anchor the one that is trusted
 * @param revocationLists of a trust anchor: its own, and those of authorities below it
 * @param revocation of a trust anchor: if-known if left out
 * @param user of an xauth-user: his name
 * @param side of an xauth-user: whether we ask him, or are he
 */
record CredentialRequest(
        @NotNull CredentialType type,

        @Schema(
                implementation = String.class,
                format = "password",
                writeOnly = true,
                description =
                        "a pre-shared key of 1 to 512 octets, or a private key in PKCS #8, written as encoding says;"
                                + " never shown again")
        @Nullable
        SecretText secret,

        @Nullable SecretEncoding encoding,
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
        PublicKeyText publicKey) {
    static final int MOST = 100;
    static final int MOST_CERTIFICATES = 8;
    private static final int LONGEST_PSK = 512;
    /** An RSA key of 8192 bits in PKCS #8 has less than 5000 octets. */
    private static final int LONGEST_PRIVATE_KEY = 6_000;

    Selectors selectors() {
        return new Selectors(gateways, connections, peerAddresses, localIdentities, peerIdentities);
    }

    /**
     * Null to keep the present one. The text is wiped.
     *
     * @throws ProblemException if it is not written as its encoding says, or there must be none
     */
    @Nullable
    Secret decodedSecret() {
        if (secret == null) {
            return null;
        }
        try {
            Secret decoded = secret.decode(
                    encoding == null ? SecretEncoding.TEXT : encoding, isText() ? LONGEST_PSK : LONGEST_PRIVATE_KEY);
            if (!type.hasSecret()) {
                decoded.destroy();
                throw ProblemException.field("secret", "a credential of this type has no secret");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("secret", String.valueOf(e.getMessage()));
        }
    }

    private boolean isText() {
        return type == CredentialType.PSK || type == CredentialType.XAUTH_USER;
    }

    /**
     * Certificates and revocation lists as they are kept.
     *
     * @throws ProblemException if this type takes none, or needs some
     */
    Content content() {
        requireOnly(!isText(), "certificates", certificates);
        requireOnly(type == CredentialType.TRUST_ANCHOR, "revocationLists", revocationLists);
        requireOnly(type == CredentialType.TRUST_ANCHOR, "revocation", revocation);
        requireOnly(type == CredentialType.XAUTH_USER, "user", user);
        requireOnly(type == CredentialType.XAUTH_USER, "side", side);
        if (type == CredentialType.XAUTH_USER && (user == null || side == null)) {
            throw ProblemException.field(user == null ? "user" : "side", "an xauth-user has a user and a side");
        }
        List<Octets> read = ders(certificates);
        if (type == CredentialType.SIGNING_KEY && read.isEmpty()) {
            throw ProblemException.field("certificates", "a signing key needs at least its own certificate");
        }
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
                publicKey == null ? null : publicKey.der());
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
