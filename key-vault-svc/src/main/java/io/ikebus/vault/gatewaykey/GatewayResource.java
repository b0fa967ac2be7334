package io.ikebus.vault.gatewaykey;

import io.ikebus.vault.access.Role;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.quarkus.oidc.BearerTokenAuthentication;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which gateways have a key, for people. */
@Path("/api/v1/gateways")
@Produces(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "gateways")
class GatewayResource {
    private final HoldingsMemory memory;
    private final InstantSource clock;

    GatewayResource(HoldingsMemory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR, Role.OPERATOR})
    @Operation(summary = "List gateways by name, with the version and age of their keys")
    public GatewayPage list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return GatewayPage.of(memory.present(), after, limit, clock.instant());
    }
}
