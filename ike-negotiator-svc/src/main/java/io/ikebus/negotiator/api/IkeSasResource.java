package io.ikebus.negotiator.api;

import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.SessionStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sessions of the whole cluster, as this negotiator knows them. */
@Path("/api/v1/ike-sas")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "ike-sas")
class IkeSasResource {
    private final StatusBoard board;

    @Inject
    IkeSasResource(StatusBoard board) {
        this.board = board;
    }

    @GET
    @Operation(summary = "IKE SAs and their child SAs, by gateway and initiator cookie, in pages")
    public Page<SessionStatus> list(
            @QueryParam("connection") @Nullable String connection,
            @QueryParam("gateway") @Nullable String gateway,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue(Page.USUAL) int limit) {
        int most = Page.checked(limit);
        Predicate<SessionStatus> wanted = status -> fits(connection, status.connection())
                && fits(gateway, status.session().gateway().value())
                && fits(state, status.state());
        return Page.of(
                board.page(wanted, after, most + 1),
                most,
                status -> status.session().toString());
    }

    @GET
    @Path("/{gateway}/{cookie}")
    @Operation(summary = "One IKE SA")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "404", description = "There is none, or it is over.")
    public SessionStatus get(String gateway, String cookie) {
        SessionKey key;
        try {
            key = SessionKey.parse(gateway + "/" + cookie);
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound("an IKE SA is named by gateway and 16 hex digits");
        }
        return board.of(key).orElseThrow(() -> RefusedException.notFound("there is no such IKE SA, or it is over"));
    }

    private static boolean fits(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }
}
