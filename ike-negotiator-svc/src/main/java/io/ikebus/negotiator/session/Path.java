package io.ikebus.negotiator.session;

import io.ikebus.protocol.bus.Endpoint;

/**
 * The way of a child SA's packets, fixed for its life.
 *
 * @param udp whether they travel inside UDP, between these ports (RFC 3948); else the ports mean nothing
 */
public record Path(Endpoint local, Endpoint remote, boolean udp) {}
