package io.ikebus.vault.auditor;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditArchive;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.audit.Verification;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The audit chain, for people. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "audit")
class AuditResource {
    private final AuditArchive archive;
    private final Verification verification;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    AuditResource(
            AuditArchive archive,
            Verification verification,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity) {
        this.archive = archive;
        this.verification = verification;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
    }

    @GET
    @Path("audit")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "List audit events by number, those that fit every filter")
    public AuditPage list(@BeanParam AuditFilter filter) {
        return AuditPage.of(archive.find(filter.query()), filter.most());
    }

    @POST
    @Path("audit:verify")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Prove the chain: that no event was changed, removed, moved or put in",
            description = "Takes as long as the table is long. 409 verification-running: one at a time")
    public VerificationAnswer verify() {
        VerificationAnswer answer = verification
                .run()
                .map(VerificationAnswer::of)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(409, "verification-running", "this vault is verifying the chain already", null)));
        String actor = Caller.of(identity).name();
        audit.record(new AuditEvent(clock.instant(), actor, "audit.verify", Outcome.NOTED, "chain", answer.sentence()));
        return answer;
    }
}
