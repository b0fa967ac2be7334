package io.ikebus.negotiator.engine;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.octets.Octets;
import org.jspecify.annotations.Nullable;

/** A question that needs a long-term secret. Questions are idempotent: the shell may ask again. */
public sealed interface VaultQuestion {
    /**
     * SKEYID = prf(PSK, Ni_b | Nr_b) (RFC 2409 5.4).
     *
     * @param hash name of a {@code crypto} hash: SHA1, SHA2_256, SHA2_384, SHA2_512
     * @param peerIdentity if it is already known, as an initiator's configuration or an Aggressive Mode message tells it
     */
    record SkeyidFromPsk(
            GatewayId gateway,
            String connection,
            IpAddress peerAddress,
            @Nullable String localIdentity,
            @Nullable String peerIdentity,
            String hash,
            Octets initiatorNonce,
            Octets responderNonce)
            implements VaultQuestion {}
}
