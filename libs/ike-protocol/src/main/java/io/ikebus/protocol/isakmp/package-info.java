/**
 * The ISAKMP wire format: RFC 2408 with the payloads of RFC 2409, NAT traversal (RFC 3947), IKE fragments and Mode
 * Config.
 *
 * <p>Bytes flow in and become {@link io.ikebus.protocol.isakmp.Decoded} values: the message, or the reason for its
 * refusal. Each payload keeps its body as it was received, since IKE hashes what was sent and not what was meant.
 * Records flow in and become bytes. Nothing here knows keys, states or policies.
 */
@NullMarked
package io.ikebus.protocol.isakmp;

import org.jspecify.annotations.NullMarked;
