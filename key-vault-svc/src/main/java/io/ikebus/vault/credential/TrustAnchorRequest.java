package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.selector.ConnectionName;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trust anchor as it shall be: a {@link CredentialRequest} of this type, with the fields that count for it.
 *
 * @param certificates the one that is trusted
 * @param revocationLists its own, and those of authorities below it
 * @param revocation if-known if left out
 */
record TrustAnchorRequest(
        @NotNull @Size(min = 1, max = 1) List<@NotNull CertificateText> certificates,

        @Size(max = CredentialRequest.MOST_CERTIFICATES) @Nullable
        List<@NotNull CertificateText> revocationLists,

        @Nullable RevocationRule revocation,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull GatewayId> gateways,
        @Size(max = CredentialRequest.MOST) @Nullable List<@NotNull ConnectionName> connections) {

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
                null);
    }
}
