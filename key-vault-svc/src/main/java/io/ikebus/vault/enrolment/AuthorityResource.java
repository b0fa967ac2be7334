package io.ikebus.vault.enrolment;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.enrolled.Enrolled;
import io.ikebus.vault.enrolled.StoredAuthority;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.issuing.Encoded;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The authority behind services' certificates. What is public of it, everybody may have. */
@Path("/api/v1/service-authority")
@Tag(name = "enrolment")
class AuthorityResource {
    private static final String PKIX_CRL = "application/pkix-crl";
    private static final String PEM = "application/x-pem-file";

    private final HoldingsMemory memory;
    private final AuthorityChanges changes;
    private final SignedLists lists;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    AuthorityResource(
            HoldingsMemory memory,
            AuthorityChanges changes,
            SignedLists lists,
            InstantSource clock,
            SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.lists = lists;
        this.clock = clock;
        this.identity = identity;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    @Operation(summary = "The certificate of the authority that signs services' certificates, and of those before it")
    public AuthorityView get() {
        Enrolled enrolled = memory.present().enrolled();
        return view(enrolled, present(enrolled, ""));
    }

    @PUT
    @Produces(MediaType.APPLICATION_JSON)
    @Consumes(MediaType.APPLICATION_JSON)
    @BearerTokenAuthentication
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Take over an authority; without this the vault makes one of its own with the first token",
            description = "Certificates of the authority before stay good until they end or are revoked")
    @APIResponseSchema(value = AuthorityView.class, responseCode = "200")
    public Response put(@NotNull @Valid AuthorityRequest request) {
        // First of all, because this wipes the text.
        Secret key = request.decodedKey();
        try {
            X509Certificate certificate = request.fitting(key, clock.instant());
            String actor = Caller.of(identity).name();
            AuthorityChanges.Put done = memory.change(before -> changes.put(before, certificate, key, actor));
            return Response.status(done.created() ? Response.Status.CREATED : Response.Status.OK)
                    .entity(view(memory.present().enrolled(), done.authority()))
                    .build();
        } finally {
            key.destroy();
        }
    }

    @DELETE
    @Path("{id}")
    @BearerTokenAuthentication
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Withdraw an authority that signs no longer, with all its certificates",
            description = "For one whose key others may have. 409 authority-signs: put another in its place first")
    public void withdraw(@PathParam("id") String id) {
        String actor = Caller.of(identity).name();
        memory.change(before -> changes.withdraw(before, id, actor));
    }

    @GET
    @Path("crl")
    @Produces(PKIX_CRL)
    @PermitAll
    @Operation(summary = "The signed list of revoked certificates, DER, or PEM for application/x-pem-file")
    public byte[] list(@QueryParam("authority") @DefaultValue("") String authority) {
        return signed(authority).toByteArray();
    }

    @GET
    @Path("crl")
    @Produces(PEM)
    @PermitAll
    @Operation(hidden = true)
    public String listInPem(@QueryParam("authority") @DefaultValue("") String authority) {
        return Encoded.pem("X509 CRL", signed(authority));
    }

    private Octets signed(String authority) {
        return lists.of(memory.present(), present(memory.present().enrolled(), authority));
    }

    private static StoredAuthority present(Enrolled enrolled, String id) {
        if (id.isEmpty()) {
            return enrolled.authority()
                    .orElseThrow(() -> ProblemException.notFound(
                            "there is no services authority yet: it is made with the first token, or put here"));
        }
        StoredAuthority named = enrolled.authorities().get(id);
        if (named == null) {
            throw ProblemException.notFound("there is no services authority of this id");
        }
        return named;
    }

    private static AuthorityView view(Enrolled enrolled, StoredAuthority authority) {
        return AuthorityView.of(
                authority,
                enrolled.authorities().values().stream()
                        .filter(one -> !one.id().equals(authority.id()))
                        .map(AuthorityView.Earlier::of)
                        .toList());
    }
}
