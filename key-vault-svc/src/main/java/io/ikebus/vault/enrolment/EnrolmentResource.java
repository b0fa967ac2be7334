package io.ikebus.vault.enrolment;

import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.enrolled.StoredToken;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.issuing.SigningRequest;
import io.ikebus.vault.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Where who has no certificate yet gets one. Anybody may ask; a token is what counts. */
@Path("/api/v1/enrolments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Gated
@Tag(name = "enrolment")
class EnrolmentResource {
    private final HoldingsMemory memory;
    private final Enrolling enrolling;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Counter unknown;

    EnrolmentResource(
            HoldingsMemory memory, Enrolling enrolling, AuditTrail audit, InstantSource clock, MeterRegistry metrics) {
        this.memory = memory;
        this.enrolling = enrolling;
        this.audit = audit;
        this.clock = clock;
        this.unknown = Counter.builder("ikebus.vault.enrolments.unknown")
                .description("attempts to enrol with a token that is none")
                .register(metrics);
    }

    @POST
    @PermitAll
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Get a certificate for a one-time token",
            description = "422 unknown-token, expired-token, spent-token, token-for-another; 429 too-many-attempts. The"
                    + " same key with the same token gets the same certificate again, as long as the token lives")
    public CertificateAnswer enrol(@NotNull @Valid EnrolmentRequest request) {
        TokenCheck check = enrolling.check(memory.present(), request);
        if (check instanceof TokenCheck.Unknown) {
            // Another vault may have made it a moment ago.
            memory.refresh();
            check = enrolling.check(memory.present(), request);
        }
        return switch (check) {
            case TokenCheck.Unknown() -> {
                unknown.increment();
                throw Enrolling.unknown();
            }
            case TokenCheck.Refused(StoredToken token, String word, String detail) ->
                throw recorded(token, Enrolling.refusal(word, detail));
            case TokenCheck.Fresh(StoredToken token) -> enrol(request, token);
            case TokenCheck.Spent(StoredToken token, var _) -> enrol(request, token);
        };
    }

    /** Not before the token is believed: strangers do not make the vault verify signatures, nor ask the database much. */
    private CertificateAnswer enrol(EnrolmentRequest request, StoredToken token) {
        try {
            SigningRequest key = request.csr().read();
            return memory.change(before -> enrolling.enrol(before, request, key));
        } catch (ProblemException e) {
            throw recorded(token, e);
        }
    }

    private ProblemException recorded(StoredToken token, ProblemException refusal) {
        audit.record(new AuditEvent(
                clock.instant(),
                token.role() + ":" + token.gateway(),
                "enrolment",
                Outcome.REFUSED,
                token.id(),
                refusal.problem().title()));
        return refusal;
    }
}
