package io.ikebus.negotiator.connection;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import java.util.List;
import java.util.Optional;

/** The connections that are known at this moment. */
public interface ConnectionTable {
    Optional<Connection> named(String name);

    /**
     * The connections of {@code gateway} whose local address is {@code local} and that let a peer come from {@code
     * remote}, the most specific peer prefix first, then by name.
     */
    List<Connection> between(GatewayId gateway, IpAddress local, IpAddress remote);
}
