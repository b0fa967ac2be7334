package io.ikebus.vault.store;

import static io.ikebus.vault.store.PanacheStore.inTransaction;

import io.ikebus.vault.audit.AuditEntry;
import io.ikebus.vault.audit.Outbox;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The audit table as an outbox: a row that says how far it has been sent, and whose lock is the right to send. */
@Singleton
final class PanacheOutbox implements Outbox {
    private static final String TAKE = "select * from audit_published where id = 1 for update skip locked";

    @Override
    public Turn publish(int most, Consumer<List<AuditEntry>> send) {
        return inTransaction(() -> {
            Optional<PublishedRow> taken = take();
            if (taken.isEmpty()) {
                return Turn.ANOTHER_VAULT_SENDS;
            }
            List<AuditEntry> next = next(sent(taken.get()), most);
            if (next.isEmpty()) {
                return Turn.NOTHING_WAITS;
            }
            send.accept(next);
            taken.get().number = next.getLast().number();
            return Turn.SENT;
        });
    }

    @Override
    public long waiting() {
        return inTransaction(() -> {
            @Nullable PublishedRow row = PublishedRow.findById(PublishedRow.ONLY);
            return last() - (row == null ? 0 : sent(row));
        });
    }

    private static Optional<PublishedRow> take() {
        List<PublishedRow> taken = PublishedRow.getEntityManager()
                .createNativeQuery(TAKE, PublishedRow.class)
                .getResultList();
        if (taken.isEmpty() && PublishedRow.count() == 0) {
            // Somebody deleted it: what was sent is sent again.
            PublishedRow made = new PublishedRow();
            made.id = PublishedRow.ONLY;
            made.persist();
            return Optional.of(made);
        }
        return taken.stream().findFirst();
    }

    /** A number that no event has yet was put there by somebody else; what was sent is sent again. */
    private static long sent(PublishedRow row) {
        return row.number > last() ? 0 : row.number;
    }

    /** Behind the head there is nothing that a vault wrote. */
    private static List<AuditEntry> next(long after, int most) {
        return AuditRow.<AuditRow>find(
                        "number > :beyond and number <= :limit",
                        Sort.by("number"),
                        Parameters.with("beyond", after).and("limit", last()))
                .page(0, most)
                .list()
                .stream()
                .map(AuditRow::entry)
                .toList();
    }

    private static long last() {
        @Nullable AuditHeadRow head = AuditHeadRow.findById(AuditHeadRow.ONLY);
        return head == null ? 0 : head.number;
    }
}
