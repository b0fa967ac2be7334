package io.ikebus.protocol.bus;

import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One policy of the SPD with its template, or with two of them.
 *
 * <p>The kernel holds one policy per direction and selector. Where several SAs want the same one (a renewal, a second
 * peer), the last that was installed has it; when that SA goes, the one before it has it again.
 *
 * @param protocol upper-layer protocol, 0 for any
 * @param sourcePort 0 for any
 * @param destinationPort 0 for any
 * @param priority lower wins
 * @param tunnelSource of the template, in tunnel mode the outer source
 * @param reqid of the template
 * @param outerProtocol of a second template, outside of the first, in transport mode between the same ends and with the
 *     same reqid: AH around ESP (RFC 2401 4.3); else null
 */
public record PolicyDescription(
        PolicyDirection direction,
        IpPrefix source,
        IpPrefix destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        int priority,
        IpAddress tunnelSource,
        IpAddress tunnelDestination,
        IpsecProtocol ipsecProtocol,
        Mode mode,
        int reqid,
        @Nullable Mark mark,
        @Nullable Integer interfaceId,
        @Nullable IpsecProtocol outerProtocol) {

    public enum PolicyDirection {
        IN,
        OUT,
        FORWARD
    }

    /** With one template. */
    public PolicyDescription(
            PolicyDirection direction,
            IpPrefix source,
            IpPrefix destination,
            int protocol,
            int sourcePort,
            int destinationPort,
            int priority,
            IpAddress tunnelSource,
            IpAddress tunnelDestination,
            IpsecProtocol ipsecProtocol,
            Mode mode,
            int reqid,
            @Nullable Mark mark,
            @Nullable Integer interfaceId) {
        this(
                direction,
                source,
                destination,
                protocol,
                sourcePort,
                destinationPort,
                priority,
                tunnelSource,
                tunnelDestination,
                ipsecProtocol,
                mode,
                reqid,
                mark,
                interfaceId,
                null);
    }

    public PolicyDescription {
        Objects.requireNonNull(direction);
        Objects.requireNonNull(source);
        Objects.requireNonNull(destination);
        Objects.requireNonNull(tunnelSource);
        Objects.requireNonNull(tunnelDestination);
        Objects.requireNonNull(ipsecProtocol);
        Objects.requireNonNull(mode);
        if (source.address().isV4() != destination.address().isV4()) {
            throw new IllegalArgumentException("a selector has one address family");
        }
        if (outerProtocol == ipsecProtocol) {
            throw new IllegalArgumentException("a bundle has two different protocols");
        }
        if (protocol < 0 || protocol > 255 || (sourcePort | destinationPort) >>> 16 != 0) {
            throw new IllegalArgumentException("a protocol is 0 to 255, a port 0 to 65535");
        }
    }
}
