package io.ikebus.vault.store;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.AuditChain;
import io.ikebus.vault.audit.AuditChain.Appended;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.ChainEnd;
import io.ikebus.vault.audit.ChainHead;
import io.ikebus.vault.holdings.NewestRows;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chain's end, inside a transaction. Whoever appends holds the head's lock until the commit, so there is no fork. */
@Singleton
final class AuditRows {
    private final AuditChain chain;

    AuditRows(AuditChain chain) {
        this.chain = chain;
    }

    void append(List<AuditEvent> events) {
        if (!events.isEmpty()) {
            @Nullable AuditHeadRow head = lockedHead(LockModeType.PESSIMISTIC_WRITE);
            write(head, chain.append(end(head), events));
        }
    }

    /** With a change, after it: the head says from now on what {@code newest} rows there are. */
    void append(List<AuditEvent> events, NewestRows newest) {
        Octets entries = newest.entries();
        NewestRowsRow.save(entries);
        @Nullable AuditHeadRow head = lockedHead(LockModeType.PESSIMISTIC_WRITE);
        Appended appended = chain.append(end(head), events);
        write(head, new Appended(appended.entries(), chain.withHoldings(appended.head(), NewestRows.digest(entries))));
    }

    /** Which rows a vault wrote last, while the row of {@code revision} is locked. */
    NewestRows newest() {
        if (!chain.isOpen()) {
            return NewestRows.UNKNOWN;
        }
        @Nullable AuditHeadRow head = lockedHead(LockModeType.PESSIMISTIC_WRITE);
        if (head == null || !chain.isIntact(end(head))) {
            return NewestRows.tampered();
        }
        Octets known = head.head().holdings();
        if (known.isBlank()) {
            return NewestRows.UNKNOWN;
        }
        Octets entries = NewestRowsRow.entriesOf(NewestRowsRow.findById(NewestRowsRow.ONLY));
        return NewestRows.digest(entries).equals(known) ? NewestRows.read(entries) : NewestRows.tampered();
    }

    /** At most {@code most} events of before the chain; how many there were. */
    int takeOldRows(int most) {
        @Nullable AuditHeadRow head = lockedHead(LockModeType.PESSIMISTIC_WRITE);
        if (head == null || !head.oldRows) {
            return 0;
        }
        List<OldAuditRow> old = OldAuditRow.findAll(Sort.by("id")).page(0, most).list();
        Appended appended =
                chain.append(end(head), old.stream().map(OldAuditRow::event).toList());
        ChainHead next = old.size() < most ? chain.withoutOldRows(appended.head()) : appended.head();
        write(head, new Appended(appended.entries(), next));
        if (!old.isEmpty()) {
            OldAuditRow.delete("id <= ?1", old.getLast().id);
        }
        return old.size();
    }

    static @Nullable AuditHeadRow lockedHead(LockModeType lock) {
        return AuditHeadRow.findById(AuditHeadRow.ONLY, lock);
    }

    static ChainEnd end(@Nullable AuditHeadRow head) {
        @Nullable AuditRow last = AuditRow.findAll(Sort.descending("number")).firstResult();
        return new ChainEnd(
                Optional.ofNullable(head).map(AuditHeadRow::head),
                last == null ? 0 : last.number,
                last == null ? ChainHead.NO_HASH : AuditRow.octets(last.hash));
    }

    private static void write(@Nullable AuditHeadRow head, Appended appended) {
        AuditRow.persist(appended.entries().stream().map(AuditRow::of));
        AuditHeadRow.save(head, appended.head());
    }
}
