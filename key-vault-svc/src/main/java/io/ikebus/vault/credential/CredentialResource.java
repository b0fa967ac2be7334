package io.ikebus.vault.credential;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.certificate.CertificateFault;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.holdings.Content;
import io.ikebus.vault.holdings.Credential;
import io.ikebus.vault.holdings.CredentialType;
import io.ikebus.vault.holdings.Holdings;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.StoreUnavailableException;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.ikebus.vault.selector.Selectors;
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
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

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
            that fit the negotiated method. A trust anchor is an authority's certificate, or a single peer's own; of all
            anchors whose gateways and connections fit, each is tried. An xauth-user is a user's password: of those of one
            user and one side, one is chosen as pre-shared keys are.

            A decryption key is an RSA private key of ours that peers encrypt to, chosen as signing keys are; it may have a
            certificate. A peer's public key is one to encrypt to, bare or in a certificate; like a pre-shared key it says
            whose it is. One key has one usage: 409 key-has-another-usage if it is stored for the other already.

            A change may carry If-Match with an ETag, or If-None-Match: *.
            """;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final HoldingsMemory memory;
    private final CredentialChanges changes;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    CredentialResource(
            HoldingsMemory memory,
            CredentialChanges changes,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "List credentials by name, without their secrets")
    public CredentialPage list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return CredentialPage.of(memory.present(), after, limit);
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "Read a credential, without its secret")
    @APIResponseSchema(value = CredentialView.class, responseCode = "200")
    public Response get(@PathParam("name") String name) {
        Holdings holdings = memory.present();
        Credential credential = holdings.credentials().get(name);
        if (credential != null) {
            return answer(Response.Status.OK, credential, List.of());
        }
        if (holdings.damagedCredentials().contains(name)) {
            throw new ProblemException(Problem.of(
                    500, "damaged", "the credential's row is not as the vault wrote it: replace or delete it", null));
        }
        throw ProblemException.notFound("there is no credential of this name");
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
        // First of all, because this wipes the text.
        @Nullable Secret secret = request.decodedSecret();
        try {
            return orRecorded("credential.put", name, () -> put(name, request, secret, Precondition.of(headers)));
        } finally {
            if (secret != null) {
                secret.destroy();
            }
        }
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Delete a credential")
    public void delete(@PathParam("name") String name, @Context HttpHeaders headers) {
        String actor = Caller.of(identity).name();
        orRecorded("credential.delete", name, () -> {
            Precondition precondition = Precondition.of(headers);
            return memory.change(before -> changes.delete(before, name, precondition, actor));
        });
    }

    private Response put(String name, CredentialRequest request, @Nullable Secret secret, Precondition precondition) {
        Draft draft = draft(name, request, secret);
        String actor = Caller.of(identity).name();
        CredentialChanges.Put done = memory.change(before -> changes.put(before, draft, precondition, actor));
        return answer(
                done.created() ? Response.Status.CREATED : Response.Status.OK, done.credential(), done.warnings());
    }

    /** What is not done is an event; what is done is one already. */
    private <T> T orRecorded(String action, String name, Supplier<T> change) {
        try {
            return change.get();
        } catch (ProblemException e) {
            recordRefusal(action, name, e.problem().title());
            throw e;
        } catch (StoreUnavailableException e) {
            recordRefusal(action, name, "the database is away");
            throw e;
        }
    }

    private void recordRefusal(String action, String name, String why) {
        audit.record(new AuditEvent(clock.instant(), Caller.of(identity).name(), action, Outcome.REFUSED, name, why));
    }

    private static Draft draft(String name, CredentialRequest request, @Nullable Secret secret) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.field(
                    "name",
                    "a credential's name is 1 to 63 of A-Z, a-z, 0-9, dot, _ and hyphen, first a letter or digit");
        }
        Selectors selectors = request.selectors();
        boolean isOfPeers = request.type() == CredentialType.PSK || request.type() == CredentialType.PEER_PUBLIC_KEY;
        if (isOfPeers && !selectors.nameAPeer()) {
            throw ProblemException.field(
                    "peerAddresses",
                    "a credential of this type needs at least one of connections, peerAddresses and peerIdentities;"
                            + " for every peer say 0.0.0.0/0 and ::/0");
        }
        Content content = request.content();
        return new Draft(name, request.type(), selectors, content, certificates(content), secret);
    }

    /** All are read, so that nothing is kept that is none. */
    private static List<X509Certificate> certificates(Content content) {
        List<X509Certificate> read = new ArrayList<>();
        String field = "certificates";
        try {
            for (Octets der : content.certificates()) {
                read.add(CertificateForms.certificate(der));
            }
            field = "revocationLists";
            for (Octets der : content.revocationLists()) {
                CertificateForms.revocationList(der);
            }
            return read;
        } catch (CertificateFault fault) {
            throw ProblemException.field(field, fault.sentence());
        }
    }

    private static Response answer(Response.Status status, Credential credential, List<String> warnings) {
        return Response.status(status)
                .header(HttpHeaders.ETAG, '"' + credential.tag() + '"')
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(CredentialView.of(credential, warnings))
                .build();
    }
}
