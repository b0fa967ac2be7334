package io.ikebus.negotiator.engine;

import io.ikebus.negotiator.connection.ConnectionTable;
import io.ikebus.negotiator.crypto.DiffieHellman;
import io.ikebus.negotiator.crypto.DiffieHellmanGroup;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Everything a step may know besides the session and the input. */
public interface Environment {
    /** Whole milliseconds. The same throughout one step. */
    Instant now();

    /** Unpredictable octets. */
    Octets random(int length);

    /** A fresh key pair, used once. */
    DiffieHellman.KeyPair keyPair(DiffieHellmanGroup group);

    ConnectionTable connections();

    /** How long an agent may take before the peer hears that it comes to nothing. */
    Duration agentAnswersWithin();

    /** Sessions of this gateway that are established with exactly these identities, as far as they are known here. */
    List<SessionKey> establishedBetween(GatewayId gateway, String localIdentity, String remoteIdentity);

    /** As {@link #establishedBetween}, of sessions that keep closed what a dead peer had. */
    List<SessionKey> closedBetween(GatewayId gateway, String localIdentity, String remoteIdentity);
}
