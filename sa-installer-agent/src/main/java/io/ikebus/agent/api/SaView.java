package io.ikebus.agent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.plan.HeldSa;
import io.ikebus.protocol.bus.PolicyDescription;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.bus.SaDescription.Mark;
import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaDescription.UdpEncapsulation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One SA. What the kernel tells is the kernel's; without it, the description stands as it was commanded.
 *
 * @param spi 8 hex digits
 * @param keyBits of the cipher key without salt
 * @param installed whether the kernel has it; if not it is lost or expired and waits for its removal
 * @param bytes absent where the kernel carries no traffic, as are the counts after it
 * @param keyDigest 16 octets of HMAC-SHA256 under KEYMAT over {@code ikebus-sa-digest} and the challenge, hex
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SaView(
        String spi,
        String source,
        String destination,
        String protocol,
        String direction,
        String mode,
        String encryption,
        String integrity,
        int keyBits,
        int reqid,
        int replayWindow,
        boolean extendedSequenceNumbers,
        @Nullable UdpEncapsulation encapsulation,
        SaLifetime lifetime,
        @Nullable Mark mark,
        @Nullable Integer interfaceId,
        List<PolicyDescription> policies,
        String session,
        String connection,
        Instant since,
        boolean installed,
        @Nullable Long bytes,
        @Nullable Long packets,
        @Nullable Instant firstUsedAt,
        @Nullable Long replayed,
        @Nullable Long outsideWindow,
        @Nullable Long integrityFailures,
        @Nullable String keyDigest) {

    static SaView of(HeldSa held, Optional<KernelSa> there, @Nullable String keyDigest) {
        SaDescription sa = held.sa();
        Optional<KernelSa.Usage> usage = there.map(KernelSa::usage);
        return new SaView(
                held.id().spiHex(),
                sa.source().toString(),
                held.id().destination().toString(),
                held.id().protocol().name(),
                sa.direction().name(),
                sa.mode().name(),
                sa.transform().encryption().name(),
                sa.transform().integrity().name(),
                sa.transform().keyBits(),
                sa.reqid(),
                there.map(KernelSa::replayWindow).orElse(sa.replayWindow()),
                sa.extendedSequenceNumbers(),
                there.map(KernelSa::encapsulation).orElse(sa.encapsulation()),
                there.map(KernelSa::lifetime).orElse(sa.lifetime()),
                sa.mark(),
                sa.interfaceId(),
                held.policies(),
                held.session().toString(),
                held.connection(),
                held.since(),
                there.isPresent(),
                usage.map(KernelSa.Usage::bytes).orElse(null),
                usage.map(KernelSa.Usage::packets).orElse(null),
                usage.map(KernelSa.Usage::firstUsedAt).orElse(null),
                usage.map(KernelSa.Usage::replayed).orElse(null),
                usage.map(KernelSa.Usage::outsideWindow).orElse(null),
                usage.map(KernelSa.Usage::integrityFailures).orElse(null),
                keyDigest);
    }
}
