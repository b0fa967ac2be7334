package io.ikebus.vault.rotation;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.StoredRotation;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The master key, for people: which there are, and going from one to the next. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "master key")
class MasterKeyResource {
    private final HoldingsMemory memory;
    private final MasterKeyRotation rotation;
    private final RestSealing sealing;
    private final SecurityIdentity identity;

    MasterKeyResource(
            HoldingsMemory memory, MasterKeyRotation rotation, RestSealing sealing, SecurityIdentity identity) {
        this.memory = memory;
        this.rotation = rotation;
        this.sealing = sealing;
        this.identity = identity;
    }

    @GET
    @Path("master-key")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "Which master keys there are, and how far a rotation is")
    public MasterKeyView get() {
        return MasterKeyView.of(memory.present(), sealing);
    }

    @POST
    @Path("master-key:rotate")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Bring everything under the first master key",
            description = "The vault reads its master keys again, and from then on seals with the first. All that is"
                    + " sealed gets a new wrap in the background; GET /api/v1/master-key tells how many are left. The old"
                    + " key must stay until none is. Give the new key to every vault first.")
    @APIResponseSchema(value = MasterKeyView.class, responseCode = "202")
    public Response rotate(@Valid @Nullable RotateRequest request) {
        try {
            sealing.reload();
        } catch (IllegalArgumentException e) {
            throw conflict("master-key-unusable", "the master keys cannot be read again: " + e.getMessage());
        }
        @Nullable String to = request == null ? null : request.to();
        if (to != null && !to.equals(sealing.masterKeyId())) {
            throw conflict(
                    "another-master-key", "the first master key is " + sealing.masterKeyId() + ", not the one in to");
        }
        String actor = Caller.of(identity).name();
        StoredRotation asked = memory.change(before -> rotation.begin(before, actor));
        return Response.status(asked.finishedAt() == null ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(get())
                .build();
    }

    private static ProblemException conflict(String word, String detail) {
        return new ProblemException(Problem.of(409, word, detail, null));
    }
}
