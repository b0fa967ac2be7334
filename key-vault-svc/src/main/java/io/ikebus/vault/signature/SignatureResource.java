package io.ikebus.vault.signature;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.limit.UseLimits;
import io.ikebus.vault.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.annotation.MTLSAuthentication;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signatures, for negotiators. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@MTLSAuthentication
@Tag(name = "operations")
@SecurityRequirement(name = "certificate")
class SignatureResource {
    private final HoldingsMemory memory;
    private final Signing signing;
    private final Verifying verifying;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;
    private final Timer signTimer;
    private final Timer verifyTimer;

    SignatureResource(
            HoldingsMemory memory,
            Signing signing,
            Verifying verifying,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity,
            MeterRegistry metrics) {
        this.memory = memory;
        this.signing = signing;
        this.verifying = verifying;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
        this.signTimer = Timer.builder("ikebus.vault.sign")
                .description("choosing a signing key and signing, without HTTP")
                .register(metrics);
        this.verifyTimer = Timer.builder("ikebus.vault.verify")
                .description("validating a peer's certificates and its signature, without HTTP")
                .register(metrics);
    }

    @POST
    @Path("signatures")
    @RolesAllowed(Role.NEGOTIATOR)
    @Operation(
            summary = "Sign HASH_I or HASH_R (RFC 2409 5.1, RFC 4754)",
            description = "404 no-credential; 422 certificate-identity-mismatch: our certificate does not name us;"
                    + " 429 too-many-uses: more than ikebus.vault.limits.signatures-per-second")
    public SignAnswer sign(@NotNull @Valid SignRequest request) {
        String about = request.method() + "; gateway " + request.gateway() + ", connection " + request.connection();
        try {
            SignAnswer answer = signTimer.record(() -> signing.answer(
                    memory.present(), request, Caller.of(identity).name()));
            record("sign", Outcome.USED, answer.credential(), about);
            return answer;
        } catch (ProblemException e) {
            // The limit has an event of its own.
            if (!UseLimits.isLimit(e)) {
                record("sign", Outcome.REFUSED, "", e.problem().title() + "; " + about);
            }
            throw e;
        }
    }

    @POST
    @Path("verifications")
    @RolesAllowed(Role.NEGOTIATOR)
    @Operation(summary = "Say whose signature it is", description = """
                    422 if it proves nothing; the problem's type is the reason: wrong-signature, certificate-missing,
                    certificate-malformed, certificate-identity-mismatch, certificate-key, certificate-usage,
                    certificate-untrusted, certificate-expired, certificate-not-yet-valid, certificate-revoked,
                    certificate-revocation-unknown, certificate-weak, certificate-path-invalid.""")
    public VerifyAnswer verify(@NotNull @Valid VerifyRequest request) {
        String about = request.method() + "; gateway " + request.gateway() + ", connection " + request.connection();
        try {
            VerifyAnswer answer = verifyTimer.record(() -> verifying.answer(memory.present(), request));
            record("verify", Outcome.USED, answer.anchor(), answer.subject() + "; " + about);
            return answer;
        } catch (ProblemException e) {
            record("verify", Outcome.REFUSED, "", e.problem().title() + "; " + about);
            throw e;
        }
    }

    private void record(String action, Outcome outcome, String credential, String detail) {
        audit.record(new AuditEvent(clock.instant(), Caller.of(identity).name(), action, outcome, credential, detail));
    }
}
