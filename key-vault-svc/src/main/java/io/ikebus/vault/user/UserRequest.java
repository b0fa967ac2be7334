package io.ikebus.vault.user;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.Question;
import io.ikebus.vault.selector.UserName;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user, and the two ends between whom he is one.
 *
 * @param peerIdentity of phase 1
 * @param password as the peer has sent it, hex; left out when it is asked for
 */
record UserRequest(
        @NotNull GatewayId gateway,
        @NotNull ConnectionName connection,
        @NotNull IpAddress peerAddress,
        @Nullable Identity peerIdentity,
        @NotNull UserName user,

        @Schema(implementation = String.class, format = "password", writeOnly = true) @Nullable
        Password password) {

    Question question() {
        return new Question(gateway, connection, peerAddress, Optional.empty(), Optional.ofNullable(peerIdentity));
    }
}
