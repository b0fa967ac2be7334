package io.ikebus.local.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;

/** Who is where. */
final class Site {

    static final GatewayId GATEWAY = new GatewayId("east");
    static final IpAddress OUR_ADDRESS = IpAddress.parse("10.99.1.1");
    static final String PEER_ADDRESS = "10.99.2.1";
    static final String OUR_IDENTITY = "east.example";
    static final String PEER_IDENTITY = "peer.example";
    static final String OUR_NETWORK = "10.1.0.0/24";
    static final String OUR_HOST = "10.1.0.1";
    static final String PEER_NETWORK = "10.2.0.0/24";
    /** With {@link #OUR_HOST}: three prefixes. */
    static final String OUR_RANGE = "10.1.0.1-10.1.0.5";
    /** With {@link #PEER_HOST}: two prefixes. */
    static final String PEER_RANGE = "10.2.0.1-10.2.0.3";

    static final String PEER_HOST = "10.2.0.1";
    static final String CONNECTION = "to-peer";
    static final String PEERS_USER = "alice";
    static final String PEERS_PASSWORD = "open sesame, said alice";
    static final String OUR_USER = "gateway-7";
    static final String OUR_PASSWORD = "open barley, said the gateway";

    static final String PRE_SHARED_KEY = "correct horse battery staple";
    /** Only we ever get it. */
    static final String NEXT_PRE_SHARED_KEY = "another horse, a larger battery";

    private Site() {}

    static byte[] preSharedKey() {
        return PRE_SHARED_KEY.getBytes(UTF_8);
    }
}
