package io.ikebus.transport.endpoint;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import org.jboss.logging.Logger;

/**
 * The two socket options that let IKE and IPsec live on one host.
 *
 * @param udpEncap the kernel takes UDP-encapsulated ESP, and keepalives, out of the socket
 * @param bypass IKE messages pass by the host's IPsec policies
 */
record KernelOptions(KernelOption udpEncap, KernelOption bypass) {
    private static final Logger LOG = Logger.getLogger(KernelOptions.class);
    private static final KernelOption OUT_OF_REACH = new KernelOption.Refused("Java NIO cannot set it");

    private static final int IPPROTO_UDP = 17;
    private static final int UDP_ENCAP = 100;
    private static final int UDP_ENCAP_ESPINUDP = 2;
    private static final ChannelOption<Integer> ENCAPSULATION =
            new IntegerUnixChannelOption("UDP_ENCAP", IPPROTO_UDP, UDP_ENCAP);

    /** Asks for what {@code wanted} says; a refusal is logged, and is no reason not to go on. */
    static KernelOptions set(Channel channel, SocketPlan.Place place, SocketPlan wanted) {
        KernelOption encapsulation = wanted.udpEncap() && place.marked()
                ? set(channel, ENCAPSULATION, UDP_ENCAP_ESPINUDP)
                : new KernelOption.Off();
        KernelOption bypass =
                wanted.bypassPolicy() ? bypass(channel, place.local().address().isV4()) : new KernelOption.Off();
        tell(place, "UDP_ENCAP", encapsulation, "ESP in UDP does not reach the kernel's SAs through this socket");
        tell(place, "the bypass policy", bypass, "a policy that covers the peer's address would catch IKE itself");
        return new KernelOptions(encapsulation, bypass);
    }

    private static KernelOption bypass(Channel channel, boolean v4) {
        XfrmBypass.Family family = v4 ? XfrmBypass.Family.IPV4 : XfrmBypass.Family.IPV6;
        ChannelOption<ByteBuffer> policy = new RawUnixChannelOption(
                "XFRM_POLICY_" + family, family.socketLevel(), family.socketOption(), XfrmBypass.LENGTH);
        KernelOption inbound = set(channel, policy, new XfrmBypass(family, XfrmBypass.Direction.IN).encode());
        return switch (inbound) {
            case KernelOption.Set() -> set(channel, policy, new XfrmBypass(family, XfrmBypass.Direction.OUT).encode());
            case KernelOption.Off off -> off;
            case KernelOption.Refused refused -> refused;
        };
    }

    private static <T> KernelOption set(Channel channel, ChannelOption<T> option, T value) {
        if (!(channel instanceof EpollDatagramChannel)) {
            return OUT_OF_REACH;
        }
        try {
            channel.config().setOption(option, value);
            return new KernelOption.Set();
        } catch (ChannelException e) {
            Throwable cause = e.getCause();
            return new KernelOption.Refused(String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        }
    }

    private static void tell(SocketPlan.Place place, String what, KernelOption outcome, String consequence) {
        switch (outcome) {
            case KernelOption.Refused(String reason) ->
                LOG.warnf("socket %s goes without %s (%s): %s", place.local(), what, reason, consequence);
            case KernelOption.Set(), KernelOption.Off() ->
                LOG.debugf("socket %s: %s %s", place.local(), what, outcome.text());
        }
    }
}
