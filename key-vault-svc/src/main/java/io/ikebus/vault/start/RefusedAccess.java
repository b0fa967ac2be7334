package io.ikebus.vault.start;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Records who asked for what they may not. Somebody who is known is an audit event; nobody in particular is counted
 * only, or anyone who can connect could fill the table.
 */
@Singleton
final class RefusedAccess {
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Counter unknown;

    RefusedAccess(AuditTrail audit, InstantSource clock, MeterRegistry metrics) {
        this.audit = audit;
        this.clock = clock;
        this.unknown = Counter.builder("ikebus.vault.unauthenticated")
                .description("requests of callers without a certificate or token that counts")
                .register(metrics);
    }

    void notAllowed(@Observes AuthorizationFailureEvent event) {
        if (event.getSecurityIdentity() == null || event.getSecurityIdentity().isAnonymous()) {
            unknown.increment();
            return;
        }
        String caller = Caller.of(event.getSecurityIdentity()).name();
        String request =
                event.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext context
                        ? context.request().method() + " " + context.normalizedPath()
                        : "";
        audit.record(new AuditEvent(
                clock.instant(), caller, "access", Outcome.REFUSED, request, "the caller's role does not allow this"));
    }

    void notBelieved(@Observes AuthenticationFailureEvent event) {
        unknown.increment();
    }
}
