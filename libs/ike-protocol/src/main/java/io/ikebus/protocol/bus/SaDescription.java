package io.ikebus.protocol.bus;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One SA, as a kernel is to hold it; all but its key.
 *
 * @param source outer source address; the destination is in the {@link SaId}
 * @param reqid ties the SA to the policies with the same number; the same for every renewal of a child SA; from {@link
 *     #LOWEST_REQID} on
 * @param replayWindow in packets, 0 to 4096; matters for inbound SAs
 * @param encapsulation UDP encapsulation (RFC 3948), if the path needs it
 * @param mark XFRM mark, if the connection has one
 * @param interfaceId XFRM interface id, if the connection has one
 */
public record SaDescription(
        Direction direction,
        IpAddress source,
        Mode mode,
        SaTransform transform,
        int reqid,
        int replayWindow,
        boolean extendedSequenceNumbers,
        @Nullable UdpEncapsulation encapsulation,
        SaLifetime lifetime,
        @Nullable Mark mark,
        @Nullable Integer interfaceId) {

    /**
     * Reqids from here to 2^31-1 are ikebus' own: an agent clears away what it finds in its kernel under one of them
     * and nobody desires. Lower ones are taken too, but belong to others as well.
     */
    public static final int LOWEST_REQID = 0x4000_0000;

    /** As the gateway sees it. */
    public enum Direction {
        INBOUND,
        OUTBOUND
    }

    public enum Mode {
        TUNNEL,
        TRANSPORT
    }

    /** Ports of the outer UDP header. */
    public record UdpEncapsulation(int sourcePort, int destinationPort) {
        public UdpEncapsulation {
            if (sourcePort < 1 || sourcePort > 0xffff || destinationPort < 1 || destinationPort > 0xffff) {
                throw new IllegalArgumentException("a port is 1 to 65535");
            }
        }
    }

    /** {@code value} is compared under {@code mask}. */
    public record Mark(int value, int mask) {}

    /** Limits; 0 is none. When a soft one is reached the agent reports it, at a hard one the kernel drops the SA. */
    public record SaLifetime(long softSeconds, long hardSeconds, long softBytes, long hardBytes) {
        public SaLifetime {
            if (softSeconds < 0 || hardSeconds < 0 || softBytes < 0 || hardBytes < 0) {
                throw new IllegalArgumentException("a limit is not negative");
            }
        }
    }

    public SaDescription {
        Objects.requireNonNull(direction);
        Objects.requireNonNull(source);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(transform);
        Objects.requireNonNull(lifetime);
        if (reqid < 1) {
            throw new IllegalArgumentException("a reqid is positive");
        }
        if (replayWindow < 0 || replayWindow > 4096) {
            throw new IllegalArgumentException("a replay window is 0 to 4096 packets");
        }
    }
}
