package io.ikebus.negotiator.twoparty;

import io.ikebus.protocol.bus.SaDescription.SaLifetime;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When the SAs of a kernel reach the limits of their lifetimes. */
final class KernelClock {
    record Expired(SaId sa, SaOutcome.Kind kind) {}

    private record Limit(Instant at, SaOutcome.Kind kind) {}

    private final Map<SaId, List<Limit>> limits = new LinkedHashMap<>();

    void installed(SaId sa, SaLifetime lifetime, Instant now) {
        limits.put(
                sa,
                new ArrayList<>(List.of(
                        new Limit(now.plusSeconds(lifetime.softSeconds()), SaOutcome.Kind.SOFT_EXPIRED),
                        new Limit(now.plusSeconds(lifetime.hardSeconds()), SaOutcome.Kind.HARD_EXPIRED))));
    }

    Optional<Instant> next() {
        return limits.values().stream().map(left -> left.getFirst().at()).min(Instant::compareTo);
    }

    /** Each limit is reached once; of what is no longer there nothing is said. */
    List<Expired> expire(Instant now, Set<SaId> present) {
        limits.keySet().retainAll(present);
        List<Expired> expired = new ArrayList<>();
        limits.forEach((sa, left) -> {
            while (!left.isEmpty() && !left.getFirst().at().isAfter(now)) {
                expired.add(new Expired(sa, left.removeFirst().kind()));
            }
        });
        limits.values().removeIf(List::isEmpty);
        return expired;
    }
}
