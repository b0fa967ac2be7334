package io.ikebus.vault.revocation;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.credential.CredentialChanges;
import io.ikebus.vault.credential.Family;
import io.ikebus.vault.credential.Precondition;
import io.ikebus.vault.holdings.Credential;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Revocation lists, for people. */
@Path("/api/v1/crls")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "revocation lists")
class CrlResource {
    private final HoldingsMemory memory;
    private final CrlChanges changes;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    CrlResource(HoldingsMemory memory, CrlChanges changes, InstantSource clock, SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.clock = clock;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "List revocation lists by name, with how old they are")
    public CrlPage list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return CrlPage.of(memory.present(), after, limit, clock.instant());
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "Read what a revocation list says of itself")
    @APIResponseSchema(value = CrlView.class, responseCode = "200")
    public Response get(@PathParam("name") String name) {
        return answer(Response.Status.OK, Family.REVOCATION_LISTS.get(memory.present(), name));
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Bring a revocation list", description = """
                    422 revocation-list-untrusted: no trust anchor, nor an authority below one, has signed it; 409
                    stale-revocation-list: a newer one is there; 409 another-issuer. The same list again changes nothing.""")
    @APIResponseSchema(value = CrlView.class, responseCode = "200")
    public Response put(
            @PathParam("name") String name, @NotNull @Valid CrlRequest request, @Context HttpHeaders headers) {
        Precondition precondition = Precondition.of(headers);
        String actor = Caller.of(identity).name();
        CredentialChanges.Put done = memory.change(
                before -> changes.put(before, name, request.list().der(), request.authorities(), precondition, actor));
        return answer(done.created() ? Response.Status.CREATED : Response.Status.OK, done.credential());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Delete a revocation list")
    public void delete(@PathParam("name") String name, @Context HttpHeaders headers) {
        Precondition precondition = Precondition.of(headers);
        String actor = Caller.of(identity).name();
        memory.change(before -> changes.delete(before, name, precondition, actor));
    }

    private Response answer(Response.Status status, Credential kept) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, '"' + kept.tag() + '"')
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(CrlView.of(kept, clock.instant()))
                .build();
    }
}
