/**
 * Linux' XFRM interface over netlink: the only place that calls C.
 *
 * <p>In: operations of the kernel package. Out: answers, SAs, policies and events. Codecs ({@link
 * io.ikebus.agent.netlink.SaMessages}, {@link io.ikebus.agent.netlink.PolicyMessages}, {@link
 * io.ikebus.agent.netlink.ErrorMessage}) are pure functions on {@link java.nio.ByteBuffer} in the machine's byte order,
 * for the 64-bit layout of {@code linux/xfrm.h}; {@link io.ikebus.agent.netlink.XfrmSocket} speaks netlink; {@link
 * io.ikebus.agent.netlink.LibC} is the C library. Buffers that have held a key are wiped.
 */
@NullMarked
package io.ikebus.agent.netlink;

import org.jspecify.annotations.NullMarked;
