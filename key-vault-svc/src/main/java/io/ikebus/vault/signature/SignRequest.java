package io.ikebus.vault.signature;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.Question;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who we are, whom it is for, and what shall be signed.
 *
 * @param localIdentity as text, for the selectors of credentials
 * @param localIdentityType of the ID payload that we send
 * @param localIdentityData of the ID payload that we send: our certificate must say the same
 * @param peerIdentity left out while it is not known
 * @param hash HASH_I or HASH_R
 */
record SignRequest(
        @NotNull GatewayId gateway,
        @NotNull ConnectionName connection,
        @NotNull IpAddress peerAddress,
        @NotNull Identity localIdentity,
        @NotNull @Min(1) @Max(255) Integer localIdentityType,
        @NotNull HexOctets localIdentityData,
        @Nullable Identity peerIdentity,
        @NotNull SignatureMethod method,
        @NotNull HexOctets hash) {

    Question question() {
        return new Question(
                gateway, connection, peerAddress, Optional.of(localIdentity), Optional.ofNullable(peerIdentity));
    }
}
