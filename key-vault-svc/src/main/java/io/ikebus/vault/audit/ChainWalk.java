package io.ikebus.vault.audit;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.audit.Verdict.Broken;
import java.util.List;
import java.util.Optional;

/**
 * From event to event, in the order of their numbers, up to a head. One thread.
 *
 * <pre>
 *   NO_HASH <- previous | 1 | hash <- previous | 2 | hash <- ... <- head
 * </pre>
 */
final class ChainWalk {
    private final ChainKey key;
    private long number;
    private Octets hash = ChainHead.NO_HASH;

    ChainWalk(ChainKey key) {
        this.key = key;
    }

    /** Empty as long as all is well. */
    Optional<Broken> take(List<AuditEntry> next) {
        return next.stream().flatMap(entry -> take(entry).stream()).findFirst();
    }

    private Optional<Broken> take(AuditEntry entry) {
        long expected = number + 1;
        if (entry.number() > expected) {
            return broken(expected, "the event is not there");
        }
        if (entry.number() < expected) {
            return broken(entry.number(), "the number is none that a vault gives");
        }
        if (!key.isIntact(entry)) {
            return broken(expected, "the event is not as a vault wrote it");
        }
        if (!entry.previous().equals(hash)) {
            return broken(expected, "the event was written after another one than the one before it");
        }
        number = expected;
        hash = entry.hash();
        return Optional.empty();
    }

    /** Whether the chain ends where {@code head} says. */
    Optional<Broken> end(ChainHead head) {
        if (number < head.number()) {
            return broken(number + 1, "the event is not there, nor any after it");
        }
        return hash.equals(head.hash())
                ? Optional.empty()
                : broken(number, "the head was written for another event of this number");
    }

    long number() {
        return number;
    }

    private static Optional<Broken> broken(long at, String reason) {
        return Optional.of(new Broken(at, reason));
    }
}
