package io.ikebus.agent.kernel;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.Mode;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import io.ikebus.protocol.bus.SaTransform;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An SA as a kernel holds it, with its key: whoever asked wipes it with {@link #wipe}.
 *
 * @param mode null if it is one that IKEv1 does not negotiate
 * @param transform null if {@link SaTransform} has no word for its algorithms
 * @param keymat null without transform, or if the kernel does not show keys
 * @param usage null from a kernel that carries no traffic
 */
public record KernelSa(
        SaRef ref,
        IpAddress source,
        @Nullable Mode mode,
        int reqid,
        @Nullable SaTransform transform,
        @Nullable Secret keymat,
        int replayWindow,
        boolean extendedSequenceNumbers,
        @Nullable UdpEncapsulation encapsulation,
        SaLifetime lifetime,
        @Nullable Mark mark,
        @Nullable Integer interfaceId,
        @Nullable Usage usage) {

    /** What went through the SA so far. */
    public record Usage(
            long bytes,
            long packets,
            Instant addedAt,
            @Nullable Instant firstUsedAt,
            long replayed,
            long outsideWindow,
            long integrityFailures) {}

    public void wipe() {
        if (keymat != null) {
            keymat.destroy();
        }
    }
}
