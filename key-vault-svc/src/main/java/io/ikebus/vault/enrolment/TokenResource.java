package io.ikebus.vault.enrolment;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.enrolled.StoredToken;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One-time tokens, for people. */
@Path("/api/v1/enrolment-tokens")
@Produces(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "enrolment")
class TokenResource {
    private final HoldingsMemory memory;
    private final TokenChanges changes;
    private final SecureRandom random;
    private final SecurityIdentity identity;

    TokenResource(HoldingsMemory memory, TokenChanges changes, SecureRandom random, SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.random = random;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Make a token that one agent or transport of one gateway enrols with; it is shown this once")
    @APIResponseSchema(value = TokenView.class, responseCode = "201")
    public Response create(@NotNull @Valid TokenRequest request) {
        EnrolmentToken token = EnrolmentToken.random(random);
        String actor = Caller.of(identity).name();
        StoredToken made = memory.change(before -> changes.create(before, request, token, actor));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(TokenView.of(made, token.shown()))
                .build();
    }

    @GET
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "List tokens by id; none shows what makes it a token")
    public Page<TokenView> list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return Page.of(memory.present().enrolled().tokens(), after, limit, _ -> true, TokenView::of);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Delete a token, so that nobody enrols with it")
    public void delete(@PathParam("id") String id) {
        String actor = Caller.of(identity).name();
        memory.change(before -> changes.delete(before, id, actor));
    }
}
