package io.ikebus.vault.audit;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The chain's tables. Each call is a transaction of its own, and throws if the database is away. */
public interface AuditArchive {

    /** The audit key; if there is none yet, what {@code make} gives, head and all. Of all vaults one makes it. */
    StoredAuditKey key(Function<ChainEnd, AuditChain.Beginning> make);

    /** Puts the same audit key there in another sealed form, while no other vault does. */
    void resealKey(UnaryOperator<StoredAuditKey> other);

    /** While nobody appends. */
    ChainEnd end();

    /** At most {@code most} events after number {@code after}, up to {@code last}, in their order. */
    List<AuditEntry> entries(long after, long last, int most);

    /** Moves at most {@code most} events of before the chain into it; how many. */
    int takeOldRows(int most);

    /** Events that fit, in their order. */
    List<AuditEntry> find(AuditQuery query);
}
