package io.ikebus.protocol.bus;

import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One policy of the SPD with its template.
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
        @Nullable Integer interfaceId) {

    public enum PolicyDirection {
        IN,
        OUT,
        FORWARD
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
        if (protocol < 0 || protocol > 255 || (sourcePort | destinationPort) >>> 16 != 0) {
            throw new IllegalArgumentException("a protocol is 0 to 255, a port 0 to 65535");
        }
    }
}
