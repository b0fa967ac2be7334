package io.ikebus.vault.explanation;

import io.ikebus.vault.access.Role;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.quarkus.oidc.BearerTokenAuthentication;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Which credential would answer, for people. */
@Path("/api/v1/credentials:explain")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "credentials")
class ExplainResource {
    private final HoldingsMemory memory;

    ExplainResource(HoldingsMemory memory) {
        this.memory = memory;
    }

    @POST
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR, Role.OPERATOR})
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Tell which credential would answer a negotiator, and why", description = """
                    The first of fitting wins; decidedBy is the first thing in which it differs from the next, and from
                    each of the others. Each of missing shows the first selector that does not fit. Opens no secret.""")
    public ExplainAnswer explain(@NotNull @Valid ExplainRequest request) {
        request.requireShape();
        return Explaining.answer(memory.present(), request);
    }
}
