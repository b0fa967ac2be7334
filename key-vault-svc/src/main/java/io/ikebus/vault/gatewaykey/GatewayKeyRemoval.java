package io.ikebus.vault.gatewaykey;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.quarkus.oidc.BearerTokenAuthentication;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The end of a gateway's key, by people: agents and negotiators have the rest of this path. */
@Path("/api/v1/gateways/{gateway}/hpke-key")
@Produces(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "gateways")
class GatewayKeyRemoval {
    private final HoldingsMemory memory;
    private final GatewayKeyChanges changes;
    private final SecurityIdentity identity;

    GatewayKeyRemoval(HoldingsMemory memory, GatewayKeyChanges changes, SecurityIdentity identity) {
        this.memory = memory;
        this.changes = changes;
        this.identity = identity;
    }

    @DELETE
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(
            summary = "Delete a gateway's key",
            description = "No SA keys are sealed to the gateway until its agent registers a key again")
    public void delete(@PathParam("gateway") String gateway) {
        String actor = Caller.of(identity).name();
        memory.change(before -> changes.delete(before, GatewayKeyResource.parse(gateway), actor));
    }
}
