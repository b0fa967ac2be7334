package io.ikebus.vault.sealingkey;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.holdings.StoredSealingKey;
import io.ikebus.vault.masterkey.RestSealing;
import io.ikebus.vault.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.annotation.MTLSAuthentication;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Sealing keys, for negotiators. */
@Path("/api/v1/sealing-keys")
@Produces(MediaType.APPLICATION_JSON)
@MTLSAuthentication
@Tag(name = "operations")
@SecurityScheme(
        securitySchemeName = "certificate",
        type = SecuritySchemeType.MUTUALTLS,
        description = "A service's client certificate; its common name is its role")
@SecurityRequirement(name = "certificate")
class SealingKeyResource {
    /** How long a key whose time is over goes on while the database is away and no new one can be made. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final HoldingsMemory memory;
    private final RestSealing sealing;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    SealingKeyResource(
            HoldingsMemory memory,
            RestSealing sealing,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity) {
        this.memory = memory;
        this.sealing = sealing;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
    }

    @GET
    @Path("current")
    @RolesAllowed(Role.NEGOTIATOR)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "The key to seal sessions with now")
    public SealingKeyAnswer current() {
        StoredSealingKey key = memory.present()
                .newestSealingKey()
                .orElseThrow(
                        () -> refused("current", ProblemException.unavailable("no sealing key could be made yet")));
        Instant now = clock.instant();
        return answer(key, now.isBefore(key.notAfter()) ? key.notAfter() : now.plus(GRACE));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.NEGOTIATOR)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(summary = "An earlier key, to open sessions that were sealed with it")
    public SealingKeyAnswer byId(@PathParam("id") String id) {
        StoredSealingKey key = memory.present().sealingKeys().get(id);
        if (key == null) {
            throw refused(id, ProblemException.notFound("there is no sealing key of this id, or no longer"));
        }
        return answer(key, key.notAfter());
    }

    private SealingKeyAnswer answer(StoredSealingKey key, Instant notAfter) {
        Secret opened = sealing.open(key.sealed(), key.binding())
                .orElseThrow(() -> new IllegalStateException("an intact row does not open"));
        try {
            record(Outcome.USED, key.id(), "read");
            return SealingKeyAnswer.of(key.id(), opened, notAfter);
        } finally {
            opened.destroy();
        }
    }

    private ProblemException refused(String id, ProblemException refusal) {
        record(Outcome.REFUSED, id, refusal.problem().title());
        return refusal;
    }

    private void record(Outcome outcome, String id, String detail) {
        audit.record(
                new AuditEvent(clock.instant(), Caller.of(identity).name(), "sealing-key.read", outcome, id, detail));
    }
}
