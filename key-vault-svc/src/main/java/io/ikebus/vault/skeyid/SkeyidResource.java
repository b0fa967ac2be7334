package io.ikebus.vault.skeyid;

import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.limit.UseLimits;
import io.ikebus.vault.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** SKEYID, for negotiators. */
@Path("/api/v1/skeyid")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@MTLSAuthentication
@Tag(name = "operations")
@SecurityScheme(
        securitySchemeName = "certificate",
        type = SecuritySchemeType.MUTUALTLS,
        description = "A service's client certificate; its common name is its role")
@SecurityRequirement(name = "certificate")
class SkeyidResource {
    private final HoldingsMemory memory;
    private final Skeyids skeyids;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;
    private final Timer timer;

    SkeyidResource(
            HoldingsMemory memory,
            Skeyids skeyids,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity,
            MeterRegistry metrics) {
        this.memory = memory;
        this.skeyids = skeyids;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
        this.timer = Timer.builder("ikebus.vault.skeyid")
                .description("choosing a credential and computing SKEYID, without HTTP")
                .register(metrics);
    }

    @POST
    @RolesAllowed(Role.NEGOTIATOR)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Compute SKEYID from the pre-shared key of a peer (RFC 2409 5.4)",
            description =
                    "With what it would be with former versions that are good still. 404 no-credential; 429 too-many-uses: more than ikebus.vault.limits.skeyids-per-second")
    public SkeyidAnswer skeyid(@NotNull @Valid SkeyidRequest request) {
        try {
            SkeyidAnswer answer = timer.record(() -> skeyids.answer(
                    memory.present(), request, Caller.of(identity).name()));
            record(request, Outcome.USED, answer.credential(), hashed(request) + besides(answer));
            return answer;
        } catch (ProblemException e) {
            // The limit has an event of its own.
            if (!UseLimits.isLimit(e)) {
                record(request, Outcome.REFUSED, "", e.problem().title());
            }
            throw e;
        }
    }

    private void record(SkeyidRequest request, Outcome outcome, String credential, String what) {
        String detail = what + "; gateway " + request.gateway() + ", connection " + request.connection() + ", peer "
                + request.peerAddress();
        audit.record(
                new AuditEvent(clock.instant(), Caller.of(identity).name(), "skeyid", outcome, credential, detail));
    }

    private static String besides(SkeyidAnswer answer) {
        return answer.formerVersions().isEmpty() ? "" : ", and with " + String.join(", ", answer.formerVersions());
    }

    private static String hashed(SkeyidRequest request) {
        return "prf HMAC-" + request.hash();
    }
}
