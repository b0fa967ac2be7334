package io.ikebus.vault.credential;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Versions of credentials: rotation, and what is still good of before. */
@Path("/api/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "credentials")
class VersionResource {
    private final HoldingsMemory memory;
    private final FormerVersions versions;
    private final TokenKeeping keeping;
    private final SecurityIdentity identity;

    VersionResource(HoldingsMemory memory, FormerVersions versions, TokenKeeping keeping, SecurityIdentity identity) {
        this.memory = memory;
        this.versions = versions;
        this.keeping = keeping;
        this.identity = identity;
    }

    @POST
    @Path("{name}:rotate")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Replace a credential's secret or certificates; the former version stays good for some time",
            description = """
                    A pre-shared key: as responder in Main Mode and as initiator both are tried, the new one first; as
                    responder in Aggressive Mode only the new one, because there we prove ourselves first. A user's password
                    that we ask for: either is right. A trust anchor: both are trusted. A decryption key: the peer says by its
                    certificate which one it took. Of signing keys, and of passwords that we send, only the new one is used.

                    409 too-many-versions: three former versions are good still. The change may carry If-Match.""")
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    public Response rotate(
            @PathParam("name") String name, @NotNull @Valid RotateRequest request, @Context HttpHeaders headers) {
        Credential seen = present(name);
        // First of all, because this wipes the texts.
        try (KeyMaterial material = request.material(seen.type())) {
            Precondition precondition = Precondition.of(headers);
            String actor = Caller.of(identity).name();
            Draft draft = request.draft(seen, material);
            Duration overlap = request.overlapFor(seen);
            CredentialChanges.Put done = keeping.storing(
                    draft,
                    null,
                    seen,
                    kept -> memory.change(before -> {
                        if (!Family.CREDENTIALS.get(before, name).tag().equals(seen.tag())) {
                            throw ProblemException.preconditionFailed("the credential has been changed meanwhile");
                        }
                        return versions.rotate(before, kept, overlap, precondition, actor);
                    }));
            return CredentialResource.answer(Response.Status.OK, done.credential(), done.warnings());
        }
    }

    @GET
    @Path("{name}/versions")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "List the versions of a credential that are good now, without their secrets")
    public VersionsView versions(@PathParam("name") String name) {
        return VersionsView.of(memory.present(), present(name));
    }

    @DELETE
    @Path("{name}/versions/{version}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Erase a former version before its time is over")
    public void delete(@PathParam("name") String name, @PathParam("version") long version) {
        String actor = Caller.of(identity).name();
        memory.change(before -> versions.delete(before, name, version, actor));
    }

    private Credential present(String name) {
        return Family.CREDENTIALS.get(memory.present(), name);
    }
}
