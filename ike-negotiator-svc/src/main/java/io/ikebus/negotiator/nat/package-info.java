/**
 * Address translation on the way: which form of NAT traversal both ends speak, and what the NAT-D payloads of a
 * handshake say about the path (RFC 3947). Endpoints and payloads flow in, a {@link
 * io.ikebus.negotiator.nat.NatSituation} flows out; who floats and who keeps the mapping alive is decided in {@code
 * exchange}.
 */
@NullMarked
package io.ikebus.negotiator.nat;

import org.jspecify.annotations.NullMarked;
