package io.ikebus.vault.decryption;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.Question;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose public key is wanted. */
record PeerKeyRequest(
        @NotNull GatewayId gateway,
        @NotNull ConnectionName connection,
        @NotNull IpAddress peerAddress,
        @Nullable Identity localIdentity,
        @Nullable Identity peerIdentity) {

    Question question() {
        return new Question(
                gateway,
                connection,
                peerAddress,
                Optional.ofNullable(localIdentity),
                Optional.ofNullable(peerIdentity));
    }
}
