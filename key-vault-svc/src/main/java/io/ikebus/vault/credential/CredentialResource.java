package io.ikebus.vault.credential;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Credentials, for people. Answers show everything but secrets. */
@Path("/api/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "credentials")
class CredentialResource {
    private static final String WHICH_WINS = """
            Every kind of selector that is given must fit: gateways, connections, peerAddresses, localIdentities,
            peerIdentities. Of a pre-shared key at least one of connections, peerAddresses and peerIdentities must be given.
            As long as the peer's identity is not known, as for a responder in Main Mode, peerIdentities count neither for nor against.

            Of several credentials that fit, the first of these that differs decides: one that names the connection;
            the exact identity, then the longest pattern, then none, then one that cannot be compared yet; the smallest
            range of addresses around the peer, then none; one that names the local identity; one that names the
            gateway. Two credentials of which nobody could say which wins are refused: 409 ambiguous-selectors.

            A signing key is a private key of ours with its certificates; one is chosen as pre-shared keys are, of those
            that fit the negotiated method. Without a certificate it waits for one and is never chosen. IKEv1 has no method
            for Ed25519: such a key is kept for IKEv2. A trust anchor is an authority's certificate, or a single peer's own; of all
            anchors whose gateways and connections fit, each is tried. An xauth-user is a user's password: of those of one
            user and one side, one is chosen as pre-shared keys are.

            A decryption key is an RSA private key of ours that peers encrypt to, chosen as signing keys are; it may have a
            certificate. With "keptIn": "token" a pre-shared key, a signing key or a decryption key goes into the PKCS #11 token
            and works there. A peer's public key is one to encrypt to, bare or in a certificate; like a pre-shared key it says
            whose it is. One key has one usage: 409 key-has-another-usage if it is stored for the other already.

            A change may carry If-Match with an ETag, or If-None-Match: *.
            """;

    private final HoldingsMemory memory;
    private final CredentialChanges changes;
    private final TokenKeeping keeping;
    private final SecurityIdentity identity;

    CredentialResource(
            HoldingsMemory memory, CredentialChanges changes, TokenKeeping keeping, SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.keeping = keeping;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "List credentials by name, without their secrets")
    public CredentialPage list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @QueryParam("label")
                    @Parameter(
                            description = "only credentials with this label: its name, or name=value for one value."
                                    + " At most 16 times; then only those with all of them. damaged is not filtered:"
                                    + " nobody knows their labels")
                    List<String> labels) {
        return CredentialPage.of(memory.present(), Family.CREDENTIALS, LabelFilter.parse(labels), after, limit);
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "Read a credential, without its secret")
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    public Response get(@PathParam("name") String name) {
        return answer(Response.Status.OK, Family.CREDENTIALS.get(memory.present(), name), List.of());
    }

    @PUT
    @Path("{name}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Make or replace a credential; without a secret, the present one stays",
            description = WHICH_WINS)
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    public Response put(
            @PathParam("name") String name, @NotNull @Valid CredentialRequest request, @Context HttpHeaders headers) {
        // First of all, because this wipes the texts.
        try (KeyMaterial material = request.material()) {
            Draft draft = Drafting.draft(name, request, material);
            Precondition precondition = Precondition.of(headers);
            String actor = Caller.of(identity).name();
            Credential present = memory.present().credentials().get(name);
            CredentialChanges.Put done = keeping.storing(
                    draft,
                    request.keptIn(),
                    present,
                    kept -> memory.change(before -> {
                        Family.CREDENTIALS.requireFree(before, name);
                        return changes.put(before, kept, precondition, actor);
                    }));
            return answer(
                    done.created() ? Response.Status.CREATED : Response.Status.OK, done.credential(), done.warnings());
        }
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Delete a credential")
    public void delete(@PathParam("name") String name, @Context HttpHeaders headers) {
        Precondition precondition = Precondition.of(headers);
        String actor = Caller.of(identity).name();
        memory.change(before -> {
            Family.CREDENTIALS.require(before, name);
            return changes.delete(before, name, precondition, actor);
        });
    }

    static Response answer(Response.Status status, Credential credential, List<String> warnings) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, '"' + credential.tag() + '"')
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(CredentialView.of(credential, warnings))
                .build();
    }
}
