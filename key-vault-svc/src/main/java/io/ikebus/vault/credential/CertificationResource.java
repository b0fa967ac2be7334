package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keys that are made here, and their way to a certificate; for people. */
@Path("/api/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "credentials")
class CertificationResource {
    private final HoldingsMemory memory;
    private final CredentialChanges changes;
    private final OwnKeys keys;
    private final TokenKeeping keeping;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    CertificationResource(
            HoldingsMemory memory,
            CredentialChanges changes,
            OwnKeys keys,
            TokenKeeping keeping,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.keys = keys;
        this.keeping = keeping;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
    }

    @POST
    @Path("{name}:generate")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Make a private key that never leaves the vault, and a certification request for it",
            description = """
                    A signing key waits for its certificate, and is not chosen until it is there; a decryption key needs none.
                    409 name-taken: nothing is replaced; 429 busy: one RSA key at a time.""")
    @APIResponseSchema(value = CertificationRequestView.class, responseCode = "201")
    public Response generate(@PathParam("name") String name, @NotNull @Valid GenerateRequest request) {
        Drafting.requireName(name);
        request.requireShape();
        // Before the work as well as with it: the work is long, and the database is not to wait for it.
        OwnKeys.requireNew(memory.present(), name);
        String actor = Caller.of(identity).name();
        Function<Draft, Credential> store = draft -> memory.change(before -> {
                    OwnKeys.requireNew(before, name);
                    return changes.put(before, draft, Precondition.NONE, actor, "credential.generate");
                })
                .credential();
        Credential credential = request.keptIn() == KeptIn.TOKEN
                ? keys.alone(
                        request.algorithm(),
                        () -> keeping.storingMade(request.algorithm(), made -> request.draft(name, made), store))
                : keys.generated(request.algorithm(), made -> store.apply(request.draft(name, made)));
        return answer(Response.Status.CREATED, credential);
    }

    @GET
    @Path("{name}/csr")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Make the certification request of a key again", description = """
                    For the subject that was asked for, else for what the present certificate says. 409 no-subject: there is
                    neither. With a decryption key this is the only signature that the vault ever makes.""")
    @APIResponseSchema(value = CertificationRequestView.class, responseCode = "200")
    public Response request(@PathParam("name") String name) {
        return answer(Response.Status.OK, Family.CREDENTIALS.get(memory.present(), name));
    }

    @PUT
    @Path("{name}/certificates")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Bring the certificates of a key of ours; all else stays as it is")
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    public Response certify(
            @PathParam("name") String name, @NotNull @Valid CertificatesRequest request, @Context HttpHeaders headers) {
        Precondition precondition = Precondition.of(headers);
        String actor = Caller.of(identity).name();
        CredentialChanges.Put done = memory.change(before -> changes.put(
                before,
                certified(Family.CREDENTIALS.get(before, name), request.ders()),
                precondition,
                actor,
                "credential.certify"));
        return CredentialResource.answer(Response.Status.OK, done.credential(), done.warnings());
    }

    private static Draft certified(Credential present, List<Octets> certificates) {
        if (present.ownPublicKey().isEmpty()) {
            throw ProblemException.field(
                    "certificates", "only a signing-key or a decryption-key gets certificates here");
        }
        return Drafting.draft(
                present.name(),
                present.is(CredentialType.SIGNING_KEY) ? CredentialType.SIGNING_KEY : CredentialType.DECRYPTION_KEY,
                present.selectors(),
                present.content().withCertificates(certificates),
                null);
    }

    private Response answer(Response.Status status, Credential credential) {
        String csr = keys.request(credential);
        audit.record(new AuditEvent(
                clock.instant(),
                Caller.of(identity).name(),
                "credential.csr",
                Outcome.USED,
                credential.name(),
                "certification request"));
        return Response.status(status)
                .header(HttpHeaders.ETAG, '"' + credential.tag() + '"')
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(new CertificationRequestView(
                        credential.name(), credential.stored().version(), csr))
                .build();
    }
}
