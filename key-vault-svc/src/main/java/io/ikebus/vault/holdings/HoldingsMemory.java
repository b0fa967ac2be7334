package io.ikebus.vault.holdings;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.masterkey.RestSealing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The present {@link Holdings}, and the only way to change them. Reading never asks the database; changing asks it
 * first. Thread-safe.
 */
public final class HoldingsMemory {
    private static final Logger LOG = Logger.getLogger(HoldingsMemory.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private final HoldingsStore store;
    private final RestSealing sealing;
    private final Inspection inspection;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Consumer<Set<String>> unnamed;
    private volatile @Nullable Holdings present;
    private volatile boolean reachable;
    /** Held while the next holdings are made, so that they never go back in time. */
    private final ReentrantLock replacing = new ReentrantLock();

    public HoldingsMemory(HoldingsStore store, RestSealing sealing, AuditTrail audit, InstantSource clock) {
        this(store, sealing, audit, clock, _ -> {});
    }

    /** @param unnamed is told labels of keys in the token that no credential names any more */
    public HoldingsMemory(
            HoldingsStore store,
            RestSealing sealing,
            AuditTrail audit,
            InstantSource clock,
            Consumer<Set<String>> unnamed) {
        this.store = store;
        this.sealing = sealing;
        this.inspection = new Inspection(sealing);
        this.audit = audit;
        this.clock = clock;
        this.unnamed = unnamed;
    }

    /**
     * Reads everything for the first time.
     *
     * @throws IllegalArgumentException if all of it was sealed under master keys that are not there
     */
    public void open() {
        StoredRows rows = store.load();
        if (inspection.isOfAnotherKey(rows)) {
            throw new IllegalArgumentException("the database was sealed under another master key than "
                    + String.join(", ", sealing.masterKeyIds())
                    + ". Give the vault the key that this database was made with");
        }
        replace(inspection.of(rows, Holdings.empty(rows.revision())).asOf(clock.instant()));
        reachable = true;
    }

    /** Looks at everything once more, now that the audit chain tells which rows are the newest. */
    public void lookAgain() {
        replacing.lock();
        try {
            replace(inspected(store.load()));
        } finally {
            replacing.unlock();
        }
    }

    /** @throws StoreUnavailableException as long as nothing has been read */
    public Holdings present() {
        Holdings now = present;
        if (now == null) {
            throw new StoreUnavailableException("the vault is starting", null);
        }
        return now;
    }

    public boolean isOpen() {
        return present != null;
    }

    /** Whether the database answered the last time it was asked. */
    public boolean isStoreReachable() {
        return reachable;
    }

    /** Takes over what other vaults have changed; notes it if the database is away. */
    public void refresh() {
        replacing.lock();
        try {
            replace(present().asOf(clock.instant()));
            if (store.revision() != present().revision()) {
                replace(inspected(store.load()));
            }
            noteReachable(true);
        } catch (StoreUnavailableException e) {
            LOG.debug("the database cannot be used", e);
            noteReachable(false);
        } finally {
            replacing.unlock();
        }
    }

    /**
     * Lets {@code feature} decide on the newest holdings, makes the decision durable and returns its answer.
     *
     * @throws StoreUnavailableException if the database is away: nothing has changed then, or if it went away at the
     *     very end, everything has
     */
    public <T> T change(Function<Holdings, Decision<T>> feature) {
        if (!reachable) {
            throw new StoreUnavailableException("the database is away", null);
        }
        lockSoon();
        try {
            Changed<T> changed = store.change(transaction -> decide(transaction, feature));
            replace(changed.after());
            Set<String> gone = changed.unnamed();
            if (!gone.isEmpty()) {
                unnamed.accept(gone);
            }
            changed.decision().events().forEach(audit::recordWritten);
            return changed.decision().answer();
        } catch (StoreUnavailableException e) {
            noteReachable(false);
            throw e;
        } finally {
            replacing.unlock();
        }
    }

    /** Who holds the lock for longer waits for a database that hangs; callers shall not queue up behind it. */
    private void lockSoon() {
        try {
            if (!replacing.tryLock(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("the database does not answer", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted", e);
        }
    }

    private <T> Changed<T> decide(HoldingsStore.Transaction transaction, Function<Holdings, Decision<T>> feature) {
        Holdings known = present().asOf(clock.instant());
        Holdings before = transaction.revision() == known.revision() ? known : inspected(transaction.load());
        Decision<T> decision = feature.apply(before);
        if (decision.writes().isEmpty()) {
            return new Changed<>(decision, before, before);
        }
        transaction.write(decision.writes(), decision.events());
        return new Changed<>(decision, before, before.after(decision, before.revision() + 1));
    }

    /** Another vault may have sealed under a master key that has come since this one started. */
    private Holdings inspected(StoredRows rows) {
        if (inspection.needsAnotherKey(rows)) {
            try {
                sealing.reload();
            } catch (IllegalArgumentException e) {
                LOG.errorf("master keys cannot be read again: %s", e.getMessage());
            }
        }
        return inspection.of(rows, present()).asOf(clock.instant());
    }

    private void replace(Holdings next) {
        Holdings before = present;
        present = next;
        NavigableSet<String> fresh = damaged(next);
        if (before != null) {
            fresh.removeAll(damaged(before));
        }
        fresh.forEach(this::noteDamage);
    }

    private static NavigableSet<String> damaged(Holdings holdings) {
        NavigableSet<String> names = new TreeSet<>(holdings.damagedCredentials());
        names.addAll(holdings.damagedKeys());
        return names;
    }

    private void noteDamage(String name) {
        LOG.errorf("the row of %s was changed or put back outside the vault, or is damaged: it is not used", name);
        audit.record(new AuditEvent(
                clock.instant(),
                "",
                "inspection",
                AuditEvent.Outcome.NOTED,
                name,
                "seal is not intact, or not the newest"));
    }

    private void noteReachable(boolean now) {
        if (now != reachable) {
            reachable = now;
            LOG.warn(
                    now
                            ? "the database is back"
                            : "the database is away: the vault answers from memory and refuses changes");
        }
    }

    private record Changed<T>(Decision<T> decision, Holdings before, Holdings after) {

        /** Labels of keys in the token that credentials had before and none has now. */
        Set<String> unnamed() {
            if (before == after) {
                return Set.of();
            }
            Set<String> labels = new HashSet<>();
            for (Write write : decision.writes()) {
                switch (write) {
                    case Write.SaveCredential(Credential one) ->
                        before.tokenKeyOf(one.name()).ifPresent(labels::add);
                    case Write.RemoveCredential(String name) ->
                        before.tokenKeyOf(name).ifPresent(labels::add);
                    default -> {}
                }
            }
            if (!labels.isEmpty()) {
                labels.removeAll(after.tokenKeys());
            }
            return labels;
        }
    }
}
