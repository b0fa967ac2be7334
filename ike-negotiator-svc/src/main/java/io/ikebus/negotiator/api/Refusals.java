package io.ikebus.negotiator.api;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Everything that ends a request early, as a problem. */
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);

    @ServerExceptionMapper
    Response refused(RefusedException refusal) {
        return refusal.problem().asResponse();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(RuntimeException refusal) {
        Response problem = Problem.of(Status.UNAUTHORIZED, "unauthorized", "a bearer token that is valid now is needed")
                .asResponse();
        return Response.fromResponse(problem)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException refusal) {
        return Problem.of(Status.FORBIDDEN, "forbidden", "the token does not have the role that this needs")
                .asResponse();
    }

    /** What the HTTP layer refuses by itself: paths, methods, media types, sizes. */
    @ServerExceptionMapper
    Response http(WebApplicationException refusal) {
        Response.StatusType status = refusal.getResponse().getStatusInfo();
        Response problem = Problem.of(status, "http-" + status.getStatusCode(), status.getReasonPhrase())
                .asResponse();
        Response.ResponseBuilder answer = Response.fromResponse(problem);
        Object allow = refusal.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException bug, RoutingContext request) {
        LOG.errorf(bug, "internal error: %s %s", request.request().method(), request.normalizedPath());
        return Problem.of(Status.INTERNAL_SERVER_ERROR, "internal", "an internal error; the log has it")
                .asResponse();
    }
}
