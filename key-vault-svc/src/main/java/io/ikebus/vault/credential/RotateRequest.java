package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.UserSide;
import io.ikebus.vault.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What shall be in the place of a credential's secret or certificates. All else stays as it is.
 *
 * @param secret needed, unless the credential has none
 * @param encoding of the secret; text if left out
 * @param password that opens a PKCS #12 file
 * @param alias of the entry in a PKCS #12 file that has several
 * @param certificates that go with the new key, or the new trust anchor; left out, there are none
 * @param overlap how long the present version stays good; a day if left out, or nothing where two cannot be good at once
 */
record RotateRequest(
        @Schema(implementation = String.class, format = "password", writeOnly = true) @Nullable
        SecretText secret,

        @Nullable SecretEncoding encoding,

        @Schema(implementation = String.class, format = "password", writeOnly = true) @Nullable
        SecretText password,

        @Size(max = CredentialRequest.LONGEST_ALIAS) @Nullable
        String alias,

        @Size(max = CredentialRequest.MOST_CERTIFICATES) @Nullable
        List<@NotNull CertificateText> certificates,

        @Schema(implementation = String.class, format = "duration", examples = "P7D") @Nullable
        Duration overlap) {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(90);

    /**
     * What came as secret. The texts are wiped.
     *
     * @throws ProblemException if it is not written as its encoding says, or there must be one, or none
     */
    KeyMaterial material(CredentialType type) {
        KeyMaterial material = new SentSecret(type, secret, encoding, password, alias).material();
        if (type.hasSecret() && material.secret() == null) {
            throw ProblemException.field("secret", "is what is new in a rotation; none was sent");
        }
        return material;
    }

    /** @throws ProblemException if a credential of this type cannot be rotated */
    Draft draft(Credential present, KeyMaterial material) {
        CredentialType type = present.type();
        if (type == CredentialType.PEER_PUBLIC_KEY) {
            throw ProblemException.field("type", "a peer's public key is put, not rotated: we encrypt to one key only");
        }
        List<Octets> sent = certificates == null
                ? material.certificates()
                : certificates.stream().map(CertificateText::der).toList();
        if (SentSecret.isText(type) && !sent.isEmpty()) {
            throw ProblemException.field("certificates", "a credential of this type has none");
        }
        if (type == CredentialType.TRUST_ANCHOR && sent.size() != 1) {
            throw ProblemException.field("certificates", "a trust anchor is one certificate");
        }
        Content content = present.content().withCertificates(sent).withPublicKey(null);
        return Drafting.draft(present.name(), type, present.selectors(), content, material.secret());
    }

    /** @throws ProblemException if it is not 0 to 90 days, or nobody could use the present version beside the next */
    Duration overlapFor(Credential present) {
        if (overlap == null) {
            return isUsableBeside(present) ? USUAL : Duration.ZERO;
        }
        if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
            throw ProblemException.field("overlap", "is a duration of PT0S to P90D");
        }
        if (!overlap.isZero() && !isUsableBeside(present)) {
            throw ProblemException.field(
                    "overlap",
                    switch (present.type()) {
                        case SIGNING_KEY -> "a signing key has none: each signature comes with its own certificate";
                        case XAUTH_USER ->
                            "a password that we send has none: it is the peer who would have to take two";
                        default -> "a decryption key has none unless it has a certificate: peers name the key by that";
                    });
        }
        return overlap;
    }

    /** Whether something tells which of two versions it is to be, or both can be tried. */
    private static boolean isUsableBeside(Credential present) {
        return switch (present.type()) {
            case PSK, TRUST_ANCHOR -> true;
            case XAUTH_USER -> present.content().side() == UserSide.SERVER;
            case DECRYPTION_KEY -> !present.certificates().isEmpty();
            case SIGNING_KEY, PEER_PUBLIC_KEY, REVOCATION_LIST -> false;
        };
    }
}
