package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.selector.ConnectionName;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trust anchor as it shall be: a {@link CredentialRequest} of this type, with the fields that count for it.
 *
 * @param certificates the one that is trusted
 * @param revocationLists its own, and those of authorities below it
 * @param revocation if-known if left out
 * @param disabled kept and not trusted; false if left out
 * @param expiresAt from when on it is kept and not trusted; never if left out
 * @param labels for people and their programs; none if left out
 */
record TrustAnchorRequest(
        @NotNull @Size(min = 1, max = 1) List<@NotNull CertificateText> certificates,

        @Size(max = CredentialRequest.MOST_CERTIFICATES) @Nullable
        List<@NotNull CertificateText> revocationLists,

        @Nullable RevocationRule revocation,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull GatewayId> gateways,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull ConnectionName> connections,

        @Nullable Boolean disabled,
        @Future(message = "is in the future") @Nullable Instant expiresAt,

        @Size(max = CredentialRequest.MOST_LABELS) @Nullable
        Map<
                        @Pattern(regexp = CredentialRequest.LABEL, message = CredentialRequest.LABEL_RULE) String,
                        @NotNull @Size(max = CredentialRequest.LONGEST_LABEL) String>
                labels) {

    CredentialRequest asCredential() {
        return new CredentialRequest(
                CredentialType.TRUST_ANCHOR,
                null,
                null,
                null,
                null,
                certificates,
                revocationLists,
                revocation,
                gateways,
                connections,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                disabled,
                expiresAt,
                labels,
                null);
    }
}
