package io.ikebus.vault.audit;

import io.ikebus.vault.audit.Verdict.Broken;
import io.ikebus.vault.audit.Verdict.Whole;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Walks the whole chain, some events at a time, while others append. It proves the chain up to where it ended when the
 * walk began, and then that nothing but a vault has added to it since. Thread-safe.
 */
public final class Verification {
    private static final int AT_ONCE = 1_000;

    private final AuditChain chain;
    private final AuditArchive archive;
    private final AtomicBoolean running = new AtomicBoolean();

    public Verification(AuditChain chain, AuditArchive archive) {
        this.chain = chain;
        this.archive = archive;
    }

    /** Empty if one is running already. */
    public Optional<Verdict> run() {
        if (!running.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            return Optional.of(verdict());
        } finally {
            running.set(false);
        }
    }

    private Verdict verdict() {
        ChainEnd end = archive.end();
        Optional<ChainHead> intact = end.head().filter(chain.key()::isIntact);
        if (intact.isEmpty()) {
            return chain.fault(end)
                    .orElseThrow(() -> new IllegalStateException("a head that is not intact is a fault"));
        }
        ChainHead head = intact.get();
        Optional<Broken> broken = walk(head).or(() -> chain.fault(archive.end()));
        if (broken.isPresent()) {
            return broken.get();
        }
        return head.brokenAt() == 0
                ? new Whole(head.number(), head.number())
                : new Broken(
                        head.brokenAt(),
                        "before a vault wrote this event, the end of the chain was changed outside it");
    }

    private Optional<Broken> walk(ChainHead head) {
        ChainWalk walk = new ChainWalk(chain.key());
        // No vault gives a number below 1, but others might.
        long after = Long.MIN_VALUE;
        List<AuditEntry> some;
        do {
            some = archive.entries(after, head.number(), AT_ONCE);
            Optional<Broken> broken = walk.take(some);
            if (broken.isPresent()) {
                return broken;
            }
            after = walk.number();
        } while (some.size() == AT_ONCE);
        return walk.end(head);
    }
}
