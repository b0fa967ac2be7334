/**
 * From admission to {@code ike.datagrams.inbound}.
 *
 * <p>In: admitted datagrams, on the event loop's thread. Out: records whose key is the session key, whose partition is
 * its SipHash, whose value is the message as it came. What is on its way to Kafka is bounded: past the bound a datagram
 * is dropped and counted, since UDP has no back-pressure and IKE retransmits. Strangers reach the bound first.
 */
@NullMarked
package io.ikebus.transport.ingress;

import org.jspecify.annotations.NullMarked;
