package io.ikebus.vault.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.event.Event;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem of every exception that reaches the API's edge. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final Event<RefusedRequest> refused;

    ProblemMappers(Event<RefusedRequest> refused) {
        this.refused = refused;
    }

    @ServerExceptionMapper
    public Response ours(ProblemException exception) {
        refused.fire(new RefusedRequest(exception.problem(), true));
        Response.ResponseBuilder response = Response.fromResponse(answer(exception.problem()));
        exception.retryAfterSeconds().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER, seconds));
        return response.build();
    }

    // Named as well, or the framework's own mapper, which shows class names, would be nearer.
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException exception) {
        return malformed(JsonFault.of(exception));
    }

    @ServerExceptionMapper
    public Response constraint(ConstraintViolationException exception) {
        return malformed(exception.getConstraintViolations().stream()
                .min(Comparator.comparing(
                        violation -> violation.getPropertyPath().toString()))
                .map(ProblemMappers::violated)
                .orElseGet(() -> Problem.of(400, "invalid-field", "a field is not what it must be", null)));
    }

    @ServerExceptionMapper
    public Response nobody(UnauthorizedException exception) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    public Response notBelieved(AuthenticationFailedException exception) {
        LOG.debug("a caller was not believed", exception);
        return unauthenticated();
    }

    @ServerExceptionMapper
    public Response notAllowed(ForbiddenException exception) {
        return answer(Problem.of(403, "forbidden", "the caller's role does not allow this", null));
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException exception) {
        if (exception.getCause() instanceof JsonProcessingException json) {
            return malformed(JsonFault.of(json));
        }
        int status = exception.getResponse().getStatus();
        return switch (status) {
            case 400 ->
                malformed(Problem.of(400, "malformed-request", "the request has another form than this takes", null));
            case 404 -> answer(Problem.of(404, "not-found", "there is nothing at this path", null));
            case 405 -> answer(Problem.of(405, "method-not-allowed", "this path takes other methods", null));
            case 406 -> answer(Problem.of(406, "not-acceptable", "answers are application/json", null));
            case 415 -> answer(Problem.of(415, "unsupported-media-type", "bodies are application/json", null));
            default -> answer(Problem.of(status, "refused", "the request was refused", null));
        };
    }

    @ServerExceptionMapper
    public Response fault(Throwable fault) {
        LOG.error("a request failed through a fault of this service", fault);
        return answer(Problem.of(500, "internal", "the service failed; its log says why", null));
    }

    private Response malformed(Problem problem) {
        refused.fire(new RefusedRequest(problem, false));
        return answer(problem);
    }

    private static Problem violated(ConstraintViolation<?> violation) {
        String argument = "";
        StringBuilder field = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                argument = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                field.append(field.isEmpty() ? "" : ".").append(node.getName());
            }
            if (node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            }
        }
        if (field.isEmpty() && violation.getConstraintDescriptor().getAnnotation() instanceof NotNull) {
            return Problem.of(400, "malformed-body", "the body is a JSON object", null);
        }
        String name = field.isEmpty() ? argument : field.toString();
        return Problem.of(400, "invalid-field", name + ": " + violation.getMessage(), name);
    }

    private static Response unauthenticated() {
        Problem problem = Problem.of(401, "unauthenticated", "a client certificate or bearer token is needed", null);
        return Response.fromResponse(answer(problem))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    /** For mappers elsewhere. */
    public static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem)
                .build();
    }
}
