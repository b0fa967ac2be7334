package io.ikebus.vault.credential;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.vault.selector.AddressRange;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.IdentityPattern;
import io.ikebus.vault.selector.Selectors;
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
 */
record CredentialRequest(
        @NotNull CredentialType type,

        @Schema(
                implementation = String.class,
                format = "password",
                writeOnly = true,
                description = "1 to 512 octets, written as encoding says; never shown again")
        @Nullable
        SecretText secret,

        @Nullable SecretEncoding encoding,
        @Size(max = MOST) @Nullable List<@NotNull GatewayId> gateways,
        @Size(max = MOST) @Nullable List<@NotNull ConnectionName> connections,
        @Size(max = MOST) @Nullable List<@NotNull AddressRange> peerAddresses,
        @Size(max = MOST) @Nullable List<@NotNull Identity> localIdentities,
        @Size(max = MOST) @Nullable List<@NotNull IdentityPattern> peerIdentities) {
    static final int MOST = 100;

    Selectors selectors() {
        return new Selectors(gateways, connections, peerAddresses, localIdentities, peerIdentities);
    }

    SecretEncoding encodingOrText() {
        return encoding == null ? SecretEncoding.TEXT : encoding;
    }
}
