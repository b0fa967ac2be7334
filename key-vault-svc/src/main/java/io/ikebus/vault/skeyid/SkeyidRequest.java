package io.ikebus.vault.skeyid;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.vault.selector.ConnectionName;
import io.ikebus.vault.selector.Identity;
import io.ikebus.vault.selector.Question;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who the two ends are, and what goes into SKEYID.
 *
 * @param peerIdentity left out while it is not known: Main Mode as responder
 * @param hash the hash of the ISAKMP SA; its HMAC is the prf
 * @param initiatorNonce Ni_b, hex
 * @param responderNonce Nr_b, hex
 */
record SkeyidRequest(
        @NotNull GatewayId gateway,
        @NotNull ConnectionName connection,
        @NotNull IpAddress peerAddress,
        @Nullable Identity localIdentity,
        @Nullable Identity peerIdentity,
        @NotNull Prf hash,
        @NotNull Nonce initiatorNonce,
        @NotNull Nonce responderNonce) {

    Question question() {
        return new Question(
                gateway,
                connection,
                peerAddress,
                Optional.ofNullable(localIdentity),
                Optional.ofNullable(peerIdentity));
    }
}
