package io.ikebus.vault.store;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditStore;
import io.ikebus.vault.holdings.HoldingsStore;
import io.ikebus.vault.holdings.NewestRows;
import io.ikebus.vault.holdings.StoredRotation;
import io.ikebus.vault.holdings.StoredRows;
import io.ikebus.vault.holdings.Write;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holdings and audit events in PostgreSQL. */
@Singleton
final class PanacheStore implements HoldingsStore, AuditStore {
    /** Longer than the driver waits for an answer: the driver ends a transaction that hangs, in its own thread. */
    private static final int SECONDS = 30;

    private final AuditRows audit;

    PanacheStore(AuditRows audit) {
        this.audit = audit;
    }

    @Override
    public long revision() {
        return inTransaction(() -> revisionRow(LockModeType.NONE).number);
    }

    @Override
    public StoredRows load() {
        return inTransaction(() -> {
            // Shared: nothing changes while the tables are read one after the other.
            long revision = revisionRow(LockModeType.PESSIMISTIC_READ).number;
            return rows(revision);
        });
    }

    @Override
    public <T> T change(Function<Transaction, T> work) {
        return inTransaction(() -> work.apply(new OpenTransaction(revisionRow(LockModeType.PESSIMISTIC_WRITE))));
    }

    @Override
    public void append(List<AuditEvent> events) {
        inTransaction(() -> {
            audit.append(events);
            return events.size();
        });
    }

    static <T> T inTransaction(Callable<T> work) {
        try {
            return QuarkusTransaction.requiringNew().timeout(SECONDS).call(work);
        } catch (RuntimeException e) {
            throw DatabaseFault.translated(e);
        }
    }

    private static RevisionRow revisionRow(LockModeType lock) {
        RevisionRow row = RevisionRow.findById(RevisionRow.ONLY, lock);
        if (row == null) {
            throw new IllegalStateException("the table revision has lost its row");
        }
        return row;
    }

    private StoredRows rows(long revision) {
        return new StoredRows(
                revision,
                audit.newest(),
                CredentialRow.<CredentialRow>streamAll()
                        .map(CredentialRow::stored)
                        .toList(),
                SealingKeyRow.<SealingKeyRow>streamAll()
                        .map(SealingKeyRow::stored)
                        .toList(),
                GatewayKeyRow.<GatewayKeyRow>streamAll()
                        .map(GatewayKeyRow::stored)
                        .toList(),
                rotation(),
                EnrolledRowWrites.rows());
    }

    private static @Nullable StoredRotation rotation() {
        @Nullable RotationRow row = RotationRow.findById(RotationRow.ONLY);
        return row == null ? null : row.stored();
    }

    /** What happens between the lock of the revision's row and the commit. */
    private final class OpenTransaction implements Transaction {
        private final RevisionRow revision;

        OpenTransaction(RevisionRow revision) {
            this.revision = revision;
        }

        @Override
        public long revision() {
            return revision.number;
        }

        @Override
        public StoredRows load() {
            return rows(revision.number);
        }

        @Override
        public void write(List<Write> writes, List<AuditEvent> events) {
            NewestRows before = audit.newest();
            writes.forEach(RowWrites::apply);
            // What nobody has kept so far begins with what is there.
            audit.append(events, before.isKnown() ? before.after(writes) : NewestRows.of(load()));
            revision.number++;
        }
    }
}
