package io.ikebus.vault.store;

import static io.ikebus.vault.store.PanacheStore.inTransaction;

import io.ikebus.vault.audit.AuditArchive;
import io.ikebus.vault.audit.AuditChain.Beginning;
import io.ikebus.vault.audit.AuditEntry;
import io.ikebus.vault.audit.AuditQuery;
import io.ikebus.vault.audit.ChainEnd;
import io.ikebus.vault.audit.StoredAuditKey;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The audit chain in PostgreSQL. */
@Singleton
final class PanacheArchive implements AuditArchive {
    private final AuditRows rows;

    PanacheArchive(AuditRows rows) {
        this.rows = rows;
    }

    @Override
    public StoredAuditKey key(Function<ChainEnd, Beginning> make) {
        return inTransaction(() -> {
            // Vaults that start together take turns.
            RevisionRow.findById(RevisionRow.ONLY, LockModeType.PESSIMISTIC_WRITE);
            @Nullable AuditKeyRow present = AuditKeyRow.findById(AuditKeyRow.ONLY);
            if (present != null) {
                return present.stored();
            }
            @Nullable AuditHeadRow head = AuditRows.lockedHead(LockModeType.PESSIMISTIC_WRITE);
            Beginning beginning = make.apply(AuditRows.end(head));
            AuditKeyRow.of(beginning.key()).persist();
            AuditHeadRow.save(head, beginning.head());
            return beginning.key();
        });
    }

    @Override
    public void resealKey(UnaryOperator<StoredAuditKey> other) {
        inTransaction(() -> {
            RevisionRow.findById(RevisionRow.ONLY, LockModeType.PESSIMISTIC_WRITE);
            @Nullable AuditKeyRow present = AuditKeyRow.findById(AuditKeyRow.ONLY);
            if (present != null) {
                present.sealed = other.apply(present.stored()).sealed().toByteArray();
            }
            return present != null;
        });
    }

    @Override
    public ChainEnd end() {
        return inTransaction(() -> AuditRows.end(AuditRows.lockedHead(LockModeType.PESSIMISTIC_READ)));
    }

    @Override
    public List<AuditEntry> entries(long after, long last, int most) {
        return inTransaction(() -> entries(
                "number > :beyond and number <= :limit",
                Sort.by("number"),
                Parameters.with("beyond", after).and("limit", last),
                most));
    }

    @Override
    public int takeOldRows(int most) {
        return inTransaction(() -> rows.takeOldRows(most));
    }

    @Override
    public List<AuditEntry> find(AuditQuery query) {
        List<String> conditions = new ArrayList<>(List.of("number > 0"));
        Parameters values = new Parameters();
        query.after().ifPresent(number -> {
            conditions.add(query.newestFirst() ? "number < :beyond" : "number > :beyond");
            values.and("beyond", number);
        });
        query.actor().ifPresent(actor -> and(conditions, values, "actor", actor));
        query.action().ifPresent(action -> and(conditions, values, "action", action));
        query.outcome().ifPresent(outcome -> and(conditions, values, "outcome", outcome.text()));
        query.subject().ifPresent(subject -> and(conditions, values, "subject", subject));
        query.from().ifPresent(from -> {
            conditions.add("at >= :since");
            values.and("since", from);
        });
        query.to().ifPresent(to -> {
            conditions.add("at < :until");
            values.and("until", to);
        });
        Sort order = query.newestFirst() ? Sort.descending("number") : Sort.by("number");
        return inTransaction(() -> entries(String.join(" and ", conditions), order, values, query.most()));
    }

    private static void and(List<String> conditions, Parameters values, String column, String value) {
        conditions.add(column + " = :wanted_" + column);
        values.and("wanted_" + column, value);
    }

    private static List<AuditEntry> entries(String where, Sort order, Parameters values, int most) {
        return AuditRow.<AuditRow>find(where, order, values).page(0, most).list().stream()
                .map(AuditRow::entry)
                .toList();
    }
}
