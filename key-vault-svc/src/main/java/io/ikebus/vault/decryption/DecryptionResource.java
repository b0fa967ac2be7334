package io.ikebus.vault.decryption;

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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Decryption, and peers' public keys, for negotiators. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@MTLSAuthentication
@Tag(name = "operations")
@SecurityRequirement(name = "certificate")
class DecryptionResource {
    private final HoldingsMemory memory;
    private final Decrypting decrypting;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;
    private final Timer timer;

    DecryptionResource(
            HoldingsMemory memory,
            Decrypting decrypting,
            AuditTrail audit,
            InstantSource clock,
            SecurityIdentity identity,
            MeterRegistry metrics) {
        this.memory = memory;
        this.decrypting = decrypting;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
        this.timer = Timer.builder("ikebus.vault.decrypt")
                .description("choosing a decryption key and decrypting, without HTTP")
                .register(metrics);
    }

    @POST
    @Path("decryptions")
    @RolesAllowed(Role.NEGOTIATOR)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Decrypt a nonce, and an identity, that a peer encrypted to us (RFC 2409 5.2, 5.3)",
            description = """
                    Never tells whether a block was well formed PKCS #1: the place of one that was not is taken by
                    octets that only the key could foretell, the same for the same block. 404 no-credential;
                    429 too-many-uses: more than ikebus.vault.limits.decryptions-per-second with this key.""")
    public DecryptAnswer decrypt(@NotNull @Valid DecryptRequest request) {
        String about = "gateway " + request.gateway() + ", connection " + request.connection() + ", peer "
                + request.peerAddress();
        try {
            DecryptAnswer answer = timer.record(() -> decrypting.answer(
                    memory.present(), request, Caller.of(identity).name()));
            record("decrypt", Outcome.USED, answer.credential(), about);
            return answer;
        } catch (ProblemException e) {
            recordRefusal(e, about);
            throw e;
        }
    }

    @POST
    @Path("peer-keys")
    @RolesAllowed(Role.NEGOTIATOR)
    @Operation(summary = "Tell a peer's public key", description = "404 no-credential: no public key is of this peer")
    public PeerKeyAnswer peerKey(@NotNull @Valid PeerKeyRequest request) {
        String about = "gateway " + request.gateway() + ", connection " + request.connection() + ", peer "
                + request.peerAddress();
        try {
            PeerKeyAnswer answer = Decrypting.peerKey(memory.present(), request);
            record("peer-key", Outcome.USED, answer.credential(), about);
            return answer;
        } catch (ProblemException e) {
            record("peer-key", Outcome.REFUSED, "", e.problem().title() + "; " + about);
            throw e;
        }
    }

    private void recordRefusal(ProblemException refused, String about) {
        if (!UseLimits.isLimit(refused)) {
            record("decrypt", Outcome.REFUSED, "", refused.problem().title() + "; " + about);
        }
    }

    private void record(String action, Outcome outcome, String credential, String detail) {
        audit.record(new AuditEvent(clock.instant(), Caller.of(identity).name(), action, outcome, credential, detail));
    }
}
