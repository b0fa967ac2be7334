package io.ikebus.transport.datagram;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.octets.Octets;
import java.time.Instant;

/**
 * An ISAKMP message, or what claims to be one, on its way in or out.
 *
 * @param local the gateway's side
 * @param remote the peer's side
 * @param marked whether the non-ESP marker stands before it on the wire (RFC 3948 2.2)
 * @param at when it was received, or when the negotiator decided to send it
 * @param message without the marker
 */
public record Datagram(Endpoint local, Endpoint remote, boolean marked, Instant at, Octets message) {}
