package io.ikebus.vault.enrolment;

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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Certificates that were issued, for people. */
@Path("/api/v1/service-certificates")
@Produces(MediaType.APPLICATION_JSON)
@BearerTokenAuthentication
@Tag(name = "enrolment")
class ServiceCertificateResource {
    private final HoldingsMemory memory;
    private final Revoking revoking;
    private final SecurityIdentity identity;

    ServiceCertificateResource(HoldingsMemory memory, Revoking revoking, SecurityIdentity identity) {
        this.memory = memory;
        this.revoking = revoking;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Role.VAULT_ADMIN, Role.AUDITOR})
    @Operation(summary = "List certificates by serial until they end, revoked ones too; of one gateway if it is named")
    public Page<ServiceCertificateView> list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
            @QueryParam("gateway") @DefaultValue("") String gateway) {
        return Page.of(
                memory.present().enrolled().certificates(),
                after,
                limit,
                one -> gateway.isEmpty() || one.gateway().equals(gateway),
                ServiceCertificateView::of);
    }

    @POST
    @Path("{serial}:revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.VAULT_ADMIN)
    @Operation(summary = "Revoke a certificate, and each that was got by renewing it")
    public ServiceCertificateView revoke(
            @PathParam("serial") String serial, @NotNull @Valid RevocationRequest request) {
        String actor = Caller.of(identity).name();
        return ServiceCertificateView.of(
                memory.change(before -> revoking.revoke(before, serial, request.reason(), actor)));
    }
}
