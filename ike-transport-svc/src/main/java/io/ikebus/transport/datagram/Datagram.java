package io.ikebus.transport.datagram;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;

/**
 * An ISAKMP message, or what claims to be one, on its way in or out.
 *
 * @param local the gateway's side
 * @param remote the peer's side
 * @param marked whether it belongs to the port where the non-ESP marker stands before a message (RFC 3948 2.2)
 * @param at when it was received, or when the negotiator decided to send it
 * @param message without the marker
 */
public record Datagram(Endpoint local, Endpoint remote, boolean marked, Instant at, Octets message) {
    private static final Octets KEEP_ALIVE = Octets.of(0xff);

    /** Whether this is no message but the one octet that keeps a translator's mapping open (RFC 3948 2.3). */
    public boolean isKeepAlive() {
        return marked && message.equals(KEEP_ALIVE);
    }
}
