/**
 * The transport of one gateway: UDP on one side, Kafka on the other.
 *
 * <pre>
 *  UDP -> endpoint -> admission -> ingress -> [ike.datagrams.inbound]
 *  [ike.datagrams.outbound] -> egress -> endpoint -> UDP
 * </pre>
 *
 * <p>It knows the ISAKMP header and nothing behind it, holds no session and no secret, and sends nothing of its own.
 * This package starts the others and ties them together.
 */
@NullMarked
package io.ikebus.transport;

import org.jspecify.annotations.NullMarked;
