package io.ikebus.vault.sealingkey;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.holdings.Decision;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.holdings.Write;
import io.ikebus.vault.masterkey.RestSealing;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Decides when a new key is due and when an old one has to go. */
@Singleton
public final class SealingKeyRotation {
    private static final int ID_OCTETS = 8;
    private static final int KEY_OCTETS = 32;

    private final RestSealing sealing;
    private final Lifetimes lifetimes;
    private final SecureRandom random;
    private final InstantSource clock;

    SealingKeyRotation(RestSealing sealing, Lifetimes lifetimes, SecureRandom random, InstantSource clock) {
        this.sealing = sealing;
        this.lifetimes = lifetimes;
        this.random = random;
        this.clock = clock;
    }

    /** Whether {@link #rotate} would change anything. */
    public boolean isDue(Holdings holdings) {
        Instant now = clock.instant();
        return newIsDue(holdings, now)
                || holdings.sealingKeys().values().stream().anyMatch(key -> isOver(key, now));
    }

    /** How many keys came or went. */
    public Decision<Integer> rotate(Holdings before) {
        // The database keeps microseconds, and the seal is bound to what it keeps.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Write> writes = new ArrayList<>();
        List<AuditEvent> events = new ArrayList<>();
        if (newIsDue(before, now)) {
            StoredSealingKey key = generate(now);
            writes.add(new Write.SaveSealingKey(key));
            events.add(event(now, key.id(), "issued, seals until " + key.notAfter()));
        }
        before.sealingKeys().values().stream().filter(key -> isOver(key, now)).forEach(key -> {
            writes.add(new Write.RemoveSealingKey(key.id()));
            events.add(event(now, key.id(), "deleted: its retention is over"));
        });
        return new Decision<>(writes.size(), writes, events);
    }

    private static boolean newIsDue(Holdings holdings, Instant now) {
        return holdings.newestSealingKey()
                .filter(key -> now.isBefore(key.notAfter()))
                .isEmpty();
    }

    private boolean isOver(StoredSealingKey key, Instant now) {
        return now.isAfter(key.notAfter().plus(lifetimes.retention()));
    }

    private StoredSealingKey generate(Instant now) {
        byte[] id = new byte[ID_OCTETS];
        random.nextBytes(id);
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        Secret key = Secret.wrap(octets);
        try {
            String name = "sk-" + HexFormat.of().formatHex(id);
            Instant notAfter = now.plus(lifetimes.use()).truncatedTo(ChronoUnit.MICROS);
            Octets sealed = sealing.seal(key, StoredSealingKey.binding(name, now, notAfter));
            return new StoredSealingKey(name, now, notAfter, sealed);
        } finally {
            key.destroy();
        }
    }

    private static AuditEvent event(Instant now, String id, String what) {
        return new AuditEvent(now, "", "sealing-key.rotate", Outcome.CHANGED, id, what);
    }
}
