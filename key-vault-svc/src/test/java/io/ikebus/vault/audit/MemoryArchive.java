package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.audit.AuditChain.Appended;
import io.ikebus.vault.audit.AuditChain.Beginning;
import io.ikebus.vault.masterkey.MasterKey;
import io.ikebus.vault.masterkey.RestSealing;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The chain's tables in a test's hands. */
final class MemoryArchive implements AuditArchive, AuditStore {
    final List<AuditEntry> rows = new ArrayList<>();
    final List<AuditEvent> old = new ArrayList<>();

    @Nullable
    ChainHead head;

    @Nullable
    StoredAuditKey key;

    @Nullable
    AuditChain chain;

    /** A vault with a master key of this octet opens it. */
    AuditChain openedWith(int octet) {
        byte[] master = new byte[32];
        java.util.Arrays.fill(master, (byte) octet);
        SecureRandom random = new SecureRandom();
        AuditChain opened = new AuditChain(
                new RestSealing(MasterKey.of(Secret.wrap(master)), random), random, InstantSource.system());
        chain = opened;
        opened.open(this);
        return opened;
    }

    private AuditChain chain() {
        return java.util.Objects.requireNonNull(chain);
    }

    @Override
    public void append(List<AuditEvent> events) {
        write(chain().append(end(), events));
    }

    private void write(Appended appended) {
        rows.addAll(appended.entries());
        head = appended.head();
    }

    @Override
    public void resealKey(UnaryOperator<StoredAuditKey> other) {
        if (key != null) {
            key = other.apply(key);
        }
    }

    @Override
    public StoredAuditKey key(Function<ChainEnd, Beginning> make) {
        StoredAuditKey present = key;
        if (present != null) {
            return present;
        }
        Beginning beginning = make.apply(end());
        head = beginning.head();
        key = beginning.key();
        return beginning.key();
    }

    @Override
    public ChainEnd end() {
        Optional<AuditEntry> last = rows.stream().max(Comparator.comparing(AuditEntry::number));
        return new ChainEnd(
                Optional.ofNullable(head),
                last.map(AuditEntry::number).orElse(0L),
                last.map(AuditEntry::hash).orElse(ChainHead.NO_HASH));
    }

    @Override
    public List<AuditEntry> entries(long after, long last, int most) {
        return rows.stream()
                .filter(row -> row.number() > after && row.number() <= last)
                .sorted(Comparator.comparing(AuditEntry::number))
                .limit(most)
                .toList();
    }

    @Override
    public int takeOldRows(int most) {
        if (head == null || !head.oldRows()) {
            return 0;
        }
        List<AuditEvent> some = List.copyOf(old.subList(0, Math.min(most, old.size())));
        write(chain().append(end(), some));
        old.subList(0, some.size()).clear();
        if (some.size() < most) {
            head = chain().withoutOldRows(java.util.Objects.requireNonNull(head));
        }
        return some.size();
    }

    @Override
    public List<AuditEntry> find(AuditQuery query) {
        return List.of();
    }

    /** The row of this number, with another hash of the one before, number or detail. */
    static AuditEntry changed(AuditEntry row, long number, String detail, Octets previous) {
        return new AuditEntry(
                number,
                row.at(),
                row.actor(),
                row.action(),
                row.outcome(),
                row.subject(),
                detail,
                previous,
                row.hash());
    }
}
