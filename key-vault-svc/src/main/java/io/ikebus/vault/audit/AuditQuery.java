package io.ikebus.vault.audit;

import io.ikebus.vault.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Which events somebody wants to see.
 *
 * @param newestFirst whether numbers fall
 * @param after only events that come, in that order, after this number; empty for all
 * @param most 1 or more
 * @param actor exactly this, as the others
 * @param from included
 * @param to not included
 */
public record AuditQuery(
        boolean newestFirst,
        Optional<Long> after,
        int most,
        Optional<String> actor,
        Optional<String> action,
        Optional<Outcome> outcome,
        Optional<String> subject,
        Optional<Instant> from,
        Optional<Instant> to) {}
