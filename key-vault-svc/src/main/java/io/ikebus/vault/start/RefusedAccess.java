package io.ikebus.vault.start;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.problem.RefusedRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.spi.runtime.AuthenticationFailureEvent;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Records who asked for what they may not. Somebody who is known is an audit event; nobody in particular is counted
 * only, or anyone who can connect could fill the table.
 */
@Singleton
final class RefusedAccess {
    private final AuditTrail audit;
    private final InstantSource clock;
    private final CurrentVertxRequest request;
    private final Counter unknown;

    RefusedAccess(AuditTrail audit, InstantSource clock, CurrentVertxRequest request, MeterRegistry metrics) {
        this.audit = audit;
        this.clock = clock;
        this.request = request;
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
        String asked = event.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext context
                ? shown(context)
                : "";
        audit.record(new AuditEvent(
                clock.instant(), caller, "access", Outcome.REFUSED, asked, "the caller's role does not allow this"));
    }

    /**
     * What is refused to somebody who is known shall be seen as well; what was sent is not shown. What services ask for
     * and do not get is recorded where they ask; and reading what is not there harms nobody.
     */
    void notDone(@Observes RefusedRequest event) {
        RoutingContext context = request.getCurrent();
        if (context != null
                && context.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()
                && !(event.understood() && (isService(user) || isReading(context)))) {
            String caller = Caller.of(user.getSecurityIdentity()).name();
            String field = Objects.requireNonNullElse(event.problem().field(), "");
            String why = event.problem().title() + (field.isEmpty() ? "" : ": " + field);
            audit.record(new AuditEvent(clock.instant(), caller, "request", Outcome.REFUSED, shown(context), why));
        }
    }

    private static boolean isService(QuarkusHttpUser user) {
        return user.getSecurityIdentity().getCredential(CertificateCredential.class) != null;
    }

    private static boolean isReading(RoutingContext context) {
        return context.request().method().equals(HttpMethod.GET);
    }

    private static String shown(RoutingContext context) {
        return context.request().method() + " " + context.normalizedPath();
    }

    void notBelieved(@Observes AuthenticationFailureEvent event) {
        unknown.increment();
    }
}
