package io.ikebus.vault.limit;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.problem.ProblemException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** The limits of all operations. Thread-safe. */
public final class UseLimits {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int EVENTS_PER_SECOND = 1;

    private final Map<Operation, UseLimit> limits = new EnumMap<>(Operation.class);
    private final Map<Operation, UseLimit> events = new EnumMap<>(Operation.class);
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Consumer<Operation> onRefusal;

    /**
     * @param perSecond of each operation
     * @param onRefusal called for each use that is refused
     */
    public UseLimits(
            Map<Operation, Integer> perSecond, AuditTrail audit, InstantSource clock, Consumer<Operation> onRefusal) {
        perSecond.forEach((operation, most) -> {
            limits.put(operation, new UseLimit(most, clock));
            events.put(operation, new UseLimit(EVENTS_PER_SECOND, clock));
        });
        this.audit = audit;
        this.clock = clock;
        this.onRefusal = onRefusal;
    }

    /** @throws ProblemException 429 if {@code caller} has used this key as often as it may */
    public void require(Operation operation, Credential credential, String caller) {
        var id = credential.stored().id();
        if (grants(limits, operation, new UseLimit.Use(id, caller))) {
            return;
        }
        onRefusal.accept(operation);
        if (grants(events, operation, new UseLimit.Use(id, ""))) {
            audit.record(new AuditEvent(
                    clock.instant(),
                    caller,
                    operation.toString(),
                    Outcome.REFUSED,
                    credential.name(),
                    "used as often as it may be in one second"));
        }
        throw ProblemException.tooMany(
                "too-many-uses", "this key has been used as often as it may be in one second", 1);
    }

    /** Whether the refusal is one of these, which has an event already if it shall have one. */
    public static boolean isLimit(ProblemException refused) {
        return refused.problem().status() == TOO_MANY_REQUESTS;
    }

    private static boolean grants(Map<Operation, UseLimit> of, Operation operation, UseLimit.Use use) {
        UseLimit limit = of.get(operation);
        return limit == null || limit.grants(use);
    }
}
