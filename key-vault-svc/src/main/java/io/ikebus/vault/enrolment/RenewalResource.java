package io.ikebus.vault.enrolment;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.enrolled.ServiceRole;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.issuing.Serials;
import io.ikebus.vault.issuing.SigningRequest;
import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.annotation.MTLSAuthentication;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.security.cert.X509Certificate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Where who has a certificate gets the next one. */
@Path("/api/v1/service-certificates:renew")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@MTLSAuthentication
@Tag(name = "enrolment")
@SecurityRequirement(name = "certificate")
class RenewalResource {
    private final HoldingsMemory memory;
    private final Enrolling enrolling;
    private final SecurityIdentity identity;

    RenewalResource(HoldingsMemory memory, Enrolling enrolling, SecurityIdentity identity) {
        this.memory = memory;
        this.enrolling = enrolling;
        this.identity = identity;
    }

    @POST
    @RolesAllowed({Role.AGENT, Role.TRANSPORT})
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "Get the next certificate for the same role and gateway")
    public CertificateAnswer renew(@NotNull @Valid RenewalRequest request) {
        SigningRequest key = request.csr().read();
        ServiceRole role = identity.hasRole(Role.AGENT) ? ServiceRole.AGENT : ServiceRole.TRANSPORT;
        String gateway = Caller.of(identity).gateway().orElseThrow().value();
        X509Certificate present =
                identity.getCredential(CertificateCredential.class).getCertificate();
        String serial = Serials.text(present.getSerialNumber());
        return memory.change(before -> enrolling.renew(before, role, gateway, serial, key));
    }
}
