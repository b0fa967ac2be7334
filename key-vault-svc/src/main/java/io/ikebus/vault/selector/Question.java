package io.ikebus.vault.selector;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import java.util.Optional;

/**
 * What a negotiator knows of the two ends when it needs a pre-shared key.
 *
 * @param localIdentity who the gateway says it is
 * @param peerIdentity empty in Main Mode as responder: the key must be chosen before the peer has named itself
 */
public record Question(
        GatewayId gateway,
        ConnectionName connection,
        IpAddress peerAddress,
        Optional<Identity> localIdentity,
        Optional<Identity> peerIdentity) {}
