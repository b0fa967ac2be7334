package io.ikebus.agent.recording;

import io.ikebus.agent.kernel.KernelSa;
import io.ikebus.agent.kernel.SaRef;
import io.ikebus.protocol.bus.SaDescription;
import io.ikebus.protocol.octets.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * An SA in memory.
 *
 * @param keymat its own copy
 * @param softReported whether the soft limit has been told
 */
record RecordedSa(SaRef ref, SaDescription sa, Secret keymat, Instant addedAt, boolean softReported) {

    /** New limits or ports; as in Linux the key and the time of addition stay, and a soft limit is told again. */
    RecordedSa updated(SaDescription other) {
        return new RecordedSa(ref, other, keymat, addedAt, false);
    }

    RecordedSa softReportedNow() {
        return new RecordedSa(ref, sa, keymat, addedAt, true);
    }

    Optional<Instant> softDeadline() {
        return softReported ? Optional.empty() : deadline(sa.lifetime().softSeconds());
    }

    Optional<Instant> hardDeadline() {
        return deadline(sa.lifetime().hardSeconds());
    }

    private Optional<Instant> deadline(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(addedAt.plusSeconds(seconds));
    }

    KernelSa shown() {
        return new KernelSa(
                ref,
                sa.source(),
                sa.mode(),
                sa.reqid(),
                sa.transform(),
                keymat.with(Secret::copyOf),
                sa.replayWindow(),
                sa.extendedSequenceNumbers(),
                sa.encapsulation(),
                sa.lifetime(),
                sa.mark(),
                sa.interfaceId(),
                null);
    }
}
