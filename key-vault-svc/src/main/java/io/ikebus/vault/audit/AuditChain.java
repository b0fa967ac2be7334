package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.Verdict.Broken;
import io.ikebus.vault.masterkey.RestSealing;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes new events the next ones of the chain. A chain whose end somebody has changed goes on, or whoever can write to
 * the database could stop every change; but it says so in an event, and is never whole again. Thread-safe.
 */
public final class AuditChain {
    private static final Logger LOG = Logger.getLogger(AuditChain.class);
    private static final int KEY_OCTETS = 32;
    private static final int OLD_ROWS_AT_ONCE = 1_000;

    private final RestSealing sealing;
    private final SecureRandom random;
    private final InstantSource clock;
    /** The highest number that the database has committed to, as far as this vault knows. */
    private final AtomicLong seen = new AtomicLong();

    private volatile @Nullable ChainKey key;
    private volatile long brokenAt;

    public AuditChain(RestSealing sealing, SecureRandom random, InstantSource clock) {
        this.sealing = sealing;
        this.random = random;
        this.clock = clock;
    }

    /** The beginning of a chain: its key, and a head that no event has yet. */
    public record Beginning(StoredAuditKey key, ChainHead head) {}

    /** What one append writes. */
    public record Appended(List<AuditEntry> entries, ChainHead head) {}

    /**
     * Opens the audit key, which the first vault of all makes, and moves events of before the chain into it.
     *
     * @throws IllegalArgumentException if the key is not what a vault with this master key sealed, or is gone
     */
    public void open(AuditArchive archive) {
        StoredAuditKey stored = archive.key(this::begin);
        Secret opened = sealing.open(stored.sealed(), stored.binding())
                .orElseThrow(() -> new IllegalArgumentException("the audit key in the database was sealed under another"
                        + " master key, or changed: give the vault the database's master key, or restore the row of"
                        + " audit_key from a backup"));
        try {
            key = new ChainKey(opened);
        } finally {
            opened.destroy();
        }
        long moved = 0;
        for (int some = archive.takeOldRows(OLD_ROWS_AT_ONCE); some > 0; some = archive.takeOldRows(OLD_ROWS_AT_ONCE)) {
            moved += some;
        }
        if (moved > 0) {
            LOG.infof("%d audit events of before the chain are in it now", moved);
        }
        fault(archive.end()).ifPresent(broken -> LOG.errorf("the audit chain's end: %s", broken.reason()));
    }

    /** Brings the audit key under the first master key. */
    public void rewrapKey(AuditArchive archive) {
        archive.resealKey(stored -> sealing.isUnderFirstKey(stored.sealed())
                ? stored
                : new StoredAuditKey(stored.createdAt(), sealing.rewrapped(stored.sealed(), stored.binding())));
    }

    private Beginning begin(ChainEnd end) {
        if (end.head().isPresent() || end.lastNumber() > 0) {
            throw new IllegalArgumentException(
                    "there are audit events but no audit key: restore the row of audit_key from a backup");
        }
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        Secret fresh = Secret.wrap(octets);
        try {
            // The database keeps microseconds, and the seal is bound to what it keeps.
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            ChainHead head = ChainHead.of(0, ChainHead.NO_HASH, true, 0, Octets.EMPTY, new ChainKey(fresh));
            return new Beginning(new StoredAuditKey(now, sealing.seal(fresh, StoredAuditKey.binding(now))), head);
        } finally {
            fresh.destroy();
        }
    }

    /** @param end read in the transaction of the append, its row locked */
    public Appended append(ChainEnd end, List<AuditEvent> events) {
        ChainKey open = key();
        Optional<Broken> fault = fault(end);
        Optional<ChainHead> head = end.head().filter(open::isIntact);
        if (fault.isEmpty() && head.isPresent()) {
            return extended(head.get(), events);
        }
        // Numbers that were given out are not given out again.
        long last =
                Math.max(Math.max(end.lastNumber(), head.map(ChainHead::number).orElse(0L)), seen.get());
        String what = fault.map(Broken::reason).orElse("changed");
        LOG.errorf("the audit chain's end was changed outside the vault: %s; it goes on with event %d", what, last + 1);
        List<AuditEvent> all = new ArrayList<>();
        all.add(new AuditEvent(clock.instant(), "", "audit.chain", Outcome.NOTED, "event " + (last + 1), what));
        all.addAll(events);
        long since = head.map(ChainHead::brokenAt).filter(at -> at != 0).orElse(last + 1);
        Octets hash = head.map(ChainHead::hash).orElse(end.lastHash());
        boolean oldRows = head.map(ChainHead::oldRows).orElse(false);
        Octets holdings = head.map(ChainHead::holdings).orElse(Octets.EMPTY);
        return extended(ChainHead.of(last, hash, oldRows, since, holdings, open), all);
    }

    private Appended extended(ChainHead head, List<AuditEvent> events) {
        ChainKey open = key();
        List<AuditEntry> entries = new ArrayList<>();
        long number = head.number();
        Octets hash = head.hash();
        for (AuditEvent event : events) {
            AuditEntry entry = AuditEntry.of(++number, event, hash, open);
            entries.add(entry);
            hash = entry.hash();
        }
        brokenAt = head.brokenAt();
        return new Appended(
                entries, ChainHead.of(number, hash, head.oldRows(), head.brokenAt(), head.holdings(), open));
    }

    /** The same head when no event of before the chain is left. */
    public ChainHead withoutOldRows(ChainHead head) {
        return ChainHead.of(head.number(), head.hash(), false, head.brokenAt(), head.holdings(), key());
    }

    /** The same head when the other tables have changed. */
    public ChainHead withHoldings(ChainHead head, Octets holdings) {
        return ChainHead.of(head.number(), head.hash(), head.oldRows(), head.brokenAt(), holdings, key());
    }

    /** Whether the chain ends as a vault left it; a committed end. */
    public boolean isIntact(ChainEnd end) {
        return fault(end).isEmpty();
    }

    public boolean isOpen() {
        return key != null;
    }

    /** What is wrong with the end alone; a committed one. */
    Optional<Broken> fault(ChainEnd end) {
        if (end.head().isEmpty()) {
            return Optional.of(new Broken(end.lastNumber(), "the head is not there"));
        }
        ChainHead head = end.head().get();
        if (!key().isIntact(head)) {
            return Optional.of(new Broken(end.lastNumber(), "the head is not as a vault wrote it"));
        }
        if (end.lastNumber() < head.number()) {
            return Optional.of(new Broken(end.lastNumber() + 1, "the event is not there, nor any after it"));
        }
        if (end.lastNumber() > head.number()) {
            return Optional.of(new Broken(head.number() + 1, "there are events behind the head"));
        }
        if (!end.lastHash().equals(head.hash())) {
            return Optional.of(
                    new Broken(head.number(), "the last event is not the one that the head was written for"));
        }
        long newest = seen.accumulateAndGet(head.number(), Math::max);
        if (head.number() < newest) {
            return Optional.of(
                    new Broken(head.number() + 1, "the chain is an older one: it once had " + newest + " events"));
        }
        brokenAt = head.brokenAt();
        return Optional.empty();
    }

    public boolean isIntact(AuditEntry entry) {
        return key().isIntact(entry);
    }

    /** The first event that was appended after the end of the chain had been changed; 0 if it never was. */
    public long brokenAt() {
        return brokenAt;
    }

    ChainKey key() {
        ChainKey open = key;
        if (open == null) {
            throw new IllegalStateException("the audit key has not been opened yet");
        }
        return open;
    }
}
