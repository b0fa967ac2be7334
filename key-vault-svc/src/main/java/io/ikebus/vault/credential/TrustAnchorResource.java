package io.ikebus.vault.credential;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trust anchors, for people: the credentials of this type, and of no other, under the same names. */
@Path("/api/v1/trust-anchors")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "trust anchors")
class TrustAnchorResource {
    private final HoldingsMemory memory;
    private final CredentialChanges changes;
    private final SecurityIdentity identity;

    TrustAnchorResource(HoldingsMemory memory, CredentialChanges changes, SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "List trust anchors by name")
    public CredentialPage list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return CredentialPage.of(memory.present(), Family.TRUST_ANCHORS, LabelFilter.ANY, after, limit);
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "Read a trust anchor")
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    public Response get(@PathParam("name") String name) {
        return CredentialResource.answer(
                Response.Status.OK, Family.TRUST_ANCHORS.get(memory.present(), name), List.of());
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Make or replace a trust anchor",
            description = "As a credential of type trust-anchor. 409 name-taken: the name is that of something else")
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    public Response put(
            @PathParam("name") String name, @NotNull @Valid TrustAnchorRequest request, @Context HttpHeaders headers) {
        Draft draft = Drafting.draft(name, request.asCredential(), KeyMaterial.of(null));
        Precondition precondition = Precondition.of(headers);
        String actor = Caller.of(identity).name();
        CredentialChanges.Put done = memory.change(before -> {
            Family.TRUST_ANCHORS.requireFree(before, name);
            return changes.put(before, draft, precondition, actor);
        });
        return CredentialResource.answer(
                done.created() ? Response.Status.CREATED : Response.Status.OK, done.credential(), done.warnings());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Delete a trust anchor")
    public void delete(@PathParam("name") String name, @Context HttpHeaders headers) {
        Precondition precondition = Precondition.of(headers);
        String actor = Caller.of(identity).name();
        memory.change(before -> {
            Family.TRUST_ANCHORS.require(before, name);
            return changes.delete(before, name, precondition, actor);
        });
    }
}
