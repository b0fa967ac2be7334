/**
 * IKE fragments (payload 132) put together again, so that a session's messages are whole on the bus.
 *
 * <p>In: admitted datagrams. Out: {@link io.ikebus.transport.fragment.Whole}: those that are no fragments as they came,
 * the message that a last missing fragment has completed, or nothing yet. What is kept is bounded in messages, per peer
 * address, in octets and in time; past a bound the oldest goes, since its peer retransmits.
 *
 * <p>And the other way: {@link io.ikebus.transport.fragment.Cutting} makes fragments of what is too large for a datagram,
 * if the negotiator says that the peer takes them.
 *
 * <p>Knows headers and the fragment payload, and nothing of what is inside: a message is often cut after it was
 * encrypted.
 */
@NullMarked
package io.ikebus.transport.fragment;

import org.jspecify.annotations.NullMarked;
