package io.ikebus.vault.holdings;

import io.ikebus.vault.audit.AuditEvent;
import java.util.List;
import java.util.function.Function;

/** Where holdings are durable. Every method throws {@link StoreUnavailableException} if the database is away. */
public interface HoldingsStore {

    long revision();

    StoredRows load();

    /** Runs {@code work} in one transaction, which no change by any other vault overlaps. */
    <T> T change(Function<Transaction, T> work);

    /** The inside of one change. */
    interface Transaction {
        /** Before this change. */
        long revision();

        StoredRows load();

        /** Makes these writes and events durable, and counts the revision up. */
        void write(List<Write> writes, List<AuditEvent> events);
    }
}
