package io.ikebus.vault.user;

import io.ikebus.protocol.octets.Secret;
import io.ikebus.vault.access.Caller;
import io.ikebus.vault.access.Role;
import io.ikebus.vault.audit.AuditEvent;
import io.ikebus.vault.audit.AuditEvent.Outcome;
import io.ikebus.vault.audit.AuditTrail;
import io.ikebus.vault.holdings.HoldingsMemory;
import io.ikebus.vault.problem.ProblemException;
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

/** Users and their passwords, for negotiators. */
@Path("/api/v1/xauth")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@MTLSAuthentication
@Tag(name = "operations")
@SecurityRequirement(name = "certificate")
class UserResource {
    private final HoldingsMemory memory;
    private final Users users;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    UserResource(HoldingsMemory memory, Users users, AuditTrail audit, InstantSource clock, SecurityIdentity identity) {
        this.memory = memory;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
        this.identity = identity;
    }

    @POST
    @Path("verifications")
    @RolesAllowed(Role.NEGOTIATOR)
    @Operation(
            summary = "Say whether a password is a user's (XAUTH)",
            description = "422 wrong-password, also if there is no such user; 429 too-many-attempts")
    public UserVerified verify(@NotNull @Valid UserRequest request) {
        Password given = request.password();
        if (given == null) {
            throw refused("user.verify", request, ProblemException.field("password", "is required"));
        }
        Secret password = given.octets();
        try {
            UserVerified answer = users.verified(memory.present(), request, password);
            record("user.verify", Outcome.USED, answer.credential(), about(request));
            return answer;
        } catch (ProblemException e) {
            throw refused("user.verify", request, e);
        } finally {
            password.destroy();
        }
    }

    @POST
    @Path("passwords")
    @RolesAllowed(Role.NEGOTIATOR)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            summary = "Hand out the password of a user that we are, to be sent under an ISAKMP SA (XAUTH)",
            description = "404 no-credential; only credentials whose side is client are ever handed out")
    public PasswordAnswer password(@NotNull @Valid UserRequest request) {
        if (request.password() != null) {
            throw refused("user.password", request, ProblemException.field("password", "is what is asked for"));
        }
        try {
            PasswordAnswer answer = users.password(memory.present(), request);
            record("user.password", Outcome.USED, answer.credential(), about(request));
            return answer;
        } catch (ProblemException e) {
            throw refused("user.password", request, e);
        }
    }

    private ProblemException refused(String action, UserRequest request, ProblemException refusal) {
        record(action, Outcome.REFUSED, "", refusal.problem().title() + "; " + about(request));
        return refusal;
    }

    private static String about(UserRequest request) {
        return "user " + request.user() + "; gateway " + request.gateway() + ", connection " + request.connection()
                + ", peer " + request.peerAddress();
    }

    private void record(String action, Outcome outcome, String credential, String detail) {
        audit.record(new AuditEvent(clock.instant(), Caller.of(identity).name(), action, outcome, credential, detail));
    }
}
