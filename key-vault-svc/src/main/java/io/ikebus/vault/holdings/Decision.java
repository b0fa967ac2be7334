package io.ikebus.vault.holdings;

import io.ikebus.vault.audit.AuditEvent;
import java.util.List;

/**
 * What a feature decided: an answer, and the changes that must be durable before anybody gets it.
 *
 * @param events written in the transaction of the changes
 */
public record Decision<T>(T answer, List<Write> writes, List<AuditEvent> events) {

    public Decision {
        writes = List.copyOf(writes);
        events = List.copyOf(events);
    }

    /** Everything stays as it is. */
    public static <T> Decision<T> nothing(T answer) {
        return new Decision<>(answer, List.of(), List.of());
    }
}
