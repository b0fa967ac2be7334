/**
 * Who has shown that they own their address, as far as cookies tell.
 *
 * <p>In: the headers of what comes in and of what is sent. Out: a {@link io.ikebus.transport.peers.Standing} for each
 * datagram. A peer that repeats the responder cookie which was sent to its address has received what was sent there;
 * everybody else is a stranger and can be shed first. This decides who is served under load and nothing else: whether
 * a message is genuine is for the negotiator. All tables are bounded.
 */
@NullMarked
package io.ikebus.transport.peers;

import org.jspecify.annotations.NullMarked;
