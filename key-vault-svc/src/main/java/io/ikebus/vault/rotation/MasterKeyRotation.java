package io.ikebus.vault.rotation;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredRotation;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.RestSealing;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what a rotation of the master key does next. */
@Singleton
public final class MasterKeyRotation {
    /** So many values in one change: other changes wait for less than a second, also with a slow token. */
    static final int BATCH = 100;

    private static final String ACTION = "master-key.rotate";

    private final RestSealing sealing;
    private final InstantSource clock;

    MasterKeyRotation(RestSealing sealing, InstantSource clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /** From now on everything goes under the first master key. Asking again while it does changes nothing. */
    Decision<StoredRotation> begin(Holdings before, String actor) {
        if (isDue(before)) {
            return Decision.nothing(before.rotation().orElseThrow());
        }
        Instant now = now();
        long left = left(before).count();
        StoredRotation asked = rotation(now, left == 0 ? now : null);
        AuditEvent event = event(actor, asked.keyId(), "asked for; " + left + " values are under other keys");
        return new Decision<>(asked, List.of(new Write.SaveRotation(asked)), List.of(event));
    }

    /**
     * Whether {@link #step} would change anything. A rotation to a key that is not the first one here is the business of a
     * vault where it is.
     */
    public boolean isDue(Holdings holdings) {
        return holdings.rotation()
                .filter(rotation ->
                        rotation.finishedAt() == null && rotation.keyId().equals(sealing.masterKeyId()))
                .isPresent();
    }

    /** The next batch; when none is left, the end. The answer is how many values were brought under the first key. */
    public Decision<Integer> step(Holdings before) {
        if (!isDue(before)) {
            return Decision.nothing(0);
        }
        List<Write> writes = new ArrayList<>(left(before)
                .limit(BATCH)
                .map(value -> value.resealed().apply(sealing.rewrapped(value.sealed(), value.binding())))
                .toList());
        if (!writes.isEmpty()) {
            return new Decision<>(writes.size(), writes, List.of());
        }
        StoredRotation finished = rotation(before.rotation().orElseThrow().askedAt(), now());
        return new Decision<>(
                0,
                List.of(new Write.SaveRotation(finished)),
                List.of(event("", finished.keyId(), "finished: no value is under another key")));
    }

    /** What is not under the first master key yet. */
    Stream<SealedValue> left(Holdings holdings) {
        return SealedValue.of(holdings).filter(value -> !sealing.isUnderFirstKey(value.sealed()));
    }

    private StoredRotation rotation(Instant askedAt, @Nullable Instant finishedAt) {
        String keyId = sealing.masterKeyId();
        return new StoredRotation(
                keyId, askedAt, finishedAt, sealing.sealNothing(StoredRotation.binding(keyId, askedAt, finishedAt)));
    }

    private AuditEvent event(String actor, String keyId, String what) {
        return new AuditEvent(now(), actor, ACTION, Outcome.CHANGED, keyId, what);
    }

    /** The database keeps microseconds, and the seal is bound to what it keeps. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
