package io.ikebus.vault.gatewaykey;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.GatewayKey;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.StoreUnavailableException;
import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.annotation.MTLSAuthentication;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gateways' public keys: agents bring their own, negotiators read. */
@Path("/api/v1/gateways/{gateway}/hpke-key")
@Produces(MediaType.APPLICATION_JSON)
@MTLSAuthentication
@Tag(name = "gateways")
@SecurityScheme(
        securitySchemeName = "certificate",
        type = SecuritySchemeType.MUTUALTLS,
        description = "A service's client certificate; its common name is its role")
@SecurityRequirement(name = "certificate")
class GatewayKeyResource {
    private final HoldingsMemory memory;
    private final GatewayKeyChanges changes;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    GatewayKeyResource(
            HoldingsMemory memory,
            GatewayKeyChanges changes,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.AGENT)
    @Operation(summary = "Register the calling agent's public key for its gateway")
    @APIResponseSchema(value = GatewayKeyView.class, responseCode = "200")
    public Response put(@PathParam("gateway") String gateway, @NotNull @Valid GatewayKeyRequest request) {
        GatewayId id = parse(gateway);
        Caller caller = Caller.of(identity);
        if (!caller.gateway().equals(Optional.of(id))) {
            record("gateway-key.put", Outcome.REFUSED, id, "not its own");
            throw new ProblemException(
                    Problem.of(403, "forbidden", "an agent registers the key of its own gateway only", "gateway"));
        }
        try {
            GatewayKeyChanges.Put done = memory.change(
                    before -> changes.put(before, id, request.publicKey().octets(), caller.name()));
            return Response.status(done.created() ? Response.Status.CREATED : Response.Status.OK)
                    .entity(GatewayKeyView.of(done.key()))
                    .build();
        } catch (StoreUnavailableException e) {
            record("gateway-key.put", Outcome.REFUSED, id, "the database is away");
            throw e;
        }
    }

    @GET
    @RolesAllowed(Role.NEGOTIATOR)
    @Operation(summary = "The public key to seal a gateway's SA keys to")
    public GatewayKeyView get(@PathParam("gateway") String gateway) {
        GatewayId id = parse(gateway);
        GatewayKey key = memory.present().gatewayKeys().get(id.value());
        if (key == null) {
            record("gateway-key.read", Outcome.REFUSED, id, "not registered");
            throw ProblemException.notFound("this gateway's agent has not registered a key");
        }
        record("gateway-key.read", Outcome.USED, id, "version " + key.version());
        return GatewayKeyView.of(key);
    }

    private void record(String action, Outcome outcome, GatewayId gateway, String detail) {
        String actor = Caller.of(identity).name();
        audit.record(new AuditEvent(clock.instant(), actor, action, outcome, gateway.value(), detail));
    }

    static GatewayId parse(String gateway) {
        try {
            return new GatewayId(gateway);
        } catch (IllegalArgumentException e) {
            throw ProblemException.field("gateway", String.valueOf(e.getMessage()));
        }
    }
}
