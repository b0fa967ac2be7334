package io.ikebus.negotiator.api;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.store.ConnectionBoard;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.SessionKey;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Connections: define, look, initiate, terminate, rekey. */
@Path("/api/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "connections")
class ConnectionsResource {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConnectionBoard board;
    private final BusWriter bus;
    private final Orders orders;

    @Inject
    ConnectionsResource(ConnectionBoard board, BusWriter bus, Orders orders) {
        this.board = board;
        this.bus = bus;
        this.orders = orders;
    }

    /** @param session where its status will be found */
    record Initiated(String session, GatewayId gateway, String cookie, String connection) {}

    record Terminated(String connection, List<SessionKey> sessions) {}

    record Rekeyed(String connection, IkeCommand.Rekey.Scope scope, List<SessionKey> sessions) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "Connections by name, in pages")
    @APIResponse(responseCode = "200")
    public Response list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue(Page.USUAL) int limit) {
        int most = Page.checked(limit);
        Page<Connection> page = Page.of(board.page(after, most + 1), most, Connection::name);
        return Response.ok(ConnectionJson.write(page).toByteArray()).build();
    }

    @GET
    @Path("/{name}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
    @Operation(summary = "One connection")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ConnectionRequest.class)))
    @APIResponse(responseCode = "404", description = "There is none with this name.")
    public Response get(String name) {
        return shown(Response.ok(), known(name));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Define a connection",
            description = "Returns when the definition is on the bus and this negotiator uses it. Saying the same again"
                    + " changes nothing. Sessions that are up go on as they were negotiated.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ConnectionRequest.class)))
    @APIResponse(responseCode = "201", description = "It is new.")
    @APIResponse(responseCode = "200", description = "It replaces another, or was so already.")
    @APIResponse(responseCode = "400", description = "The problem names the field.")
    @APIResponse(responseCode = "412", description = "It is no longer what If-Match says.")
    public Response put(String name, byte[] body, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Connection wanted = ConnectionJson.read(name, body);
        Optional<Connection> before = board.named(name);
        requireMatch(ifMatch, before);
        if (!before.equals(Optional.of(wanted))) {
            awaitRead(bus.define(wanted));
        }
        Response.ResponseBuilder answer =
                before.isPresent() ? Response.ok() : Response.created(URI.create("/api/v1/connections/" + name));
        return shown(answer, wanted);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Remove a connection and terminate its sessions")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "404", description = "There is none with this name.")
    public Response delete(String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        Connection before = known(name);
        requireMatch(ifMatch, Optional.of(before));
        awaitRead(bus.undefine(name));
        // Afterwards, so that none is negotiated anew behind it.
        orders.terminate(name, "connection-deleted");
        return Response.noContent().build();
    }

    @POST
    @Path("/{name}/initiate")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "Negotiate with the peer",
            description = "Returns as soon as the order is on the bus; /api/v1/ike-sas/{gateway}/{cookie} shows how it"
                    + " goes.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Initiated.class)))
    @APIResponse(responseCode = "409", description = "The peer is not exactly one host.")
    public Response initiate(String name) {
        SessionKey session = orders.initiate(known(name));
        String cookie = session.initiatorCookie().hex();
        return Response.accepted(new Initiated(session.toString(), session.gateway(), cookie, name))
                .location(URI.create("/api/v1/ike-sas/" + session))
                .build();
    }

    @POST
    @Path("/{name}/terminate")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Delete all sessions of a connection, and tell their peers")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Terminated.class)))
    public Response terminate(String name) {
        known(name);
        return Response.accepted(new Terminated(name, orders.terminate(name, "operator")))
                .build();
    }

    @POST
    @Path("/{name}/rekey")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            summary = "New keys before their time",
            description =
                    "ISAKMP_SA: another phase 1, whose ISAKMP SA takes over the child SAs as they are. CHILD_SAS: a"
                            + " Quick Mode for each child SA. Returns as soon as the orders are on the bus.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Rekeyed.class)))
    @APIResponse(responseCode = "400", description = "There is no such scope.")
    @APIResponse(responseCode = "409", description = "No session of it is established.")
    public Response rekey(String name, @QueryParam("scope") @DefaultValue("ISAKMP_SA") String scope) {
        known(name);
        IkeCommand.Rekey.Scope wanted = Stream.of(IkeCommand.Rekey.Scope.values())
                .filter(each -> each.name().equals(scope))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(Problem.ofField("scope", "scope is one of ISAKMP_SA and CHILD_SAS")));
        return Response.accepted(new Rekeyed(name, wanted, orders.rekey(name, wanted)))
                .build();
    }

    private Connection known(String name) {
        return board.named(name).orElseThrow(() -> RefusedException.notFound("there is no connection of this name"));
    }

    private void awaitRead(long offset) {
        boolean read;
        try {
            read = board.awaitRead(offset, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            read = false;
        }
        if (!read) {
            throw new RefusedException(Problem.of(
                    Status.SERVICE_UNAVAILABLE,
                    "not-yet-effective",
                    "the record is on the bus, but this negotiator has not read it yet; say it again to be sure"));
        }
    }

    private static void requireMatch(@Nullable String ifMatch, Optional<Connection> before) {
        if (ifMatch == null) {
            return;
        }
        boolean matches = before.isPresent()
                && (ifMatch.equals("*") || ifMatch.equals("\"" + ConnectionJson.tag(before.get()) + "\""));
        if (!matches) {
            throw new RefusedException(Problem.of(
                    Status.PRECONDITION_FAILED, "changed", "the connection is no longer what If-Match says"));
        }
    }

    private static Response shown(Response.ResponseBuilder answer, Connection connection) {
        return answer.entity(ConnectionJson.write(connection).toByteArray())
                .tag(new EntityTag(ConnectionJson.tag(connection)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
