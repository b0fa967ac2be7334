package io.ikebus.agent.api;

import io.ikebus.agent.kernel.KernelUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem of every exception that reaches the API's edge. */
public final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response ours(ProblemException exception) {
        return answer(exception.problem());
    }

    @ServerExceptionMapper
    Response nobody(UnauthorizedException exception) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response notWhoTheySay(AuthenticationFailedException exception) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response notAllowed(ForbiddenException exception) {
        return answer(Problem.of(403, "forbidden", "this takes the role viewer or operator", null));
    }

    @ServerExceptionMapper
    Response kernel(KernelUnavailable exception) {
        LOG.errorf("a request could not be answered: %s", exception.getMessage());
        return answer(Problem.of(503, "unavailable", "the kernel cannot be read: " + exception.errno(), null));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        String phrase = exception.getResponse().getStatusInfo().getReasonPhrase();
        return answer(Problem.of(status, word(phrase, status), phrase, null));
    }

    @ServerExceptionMapper
    Response bug(RuntimeException exception) {
        LOG.error("a request failed", exception);
        return answer(Problem.of(500, "internal-error", "the agent failed; its log says how", null));
    }

    private static String word(String phrase, int status) {
        String word = phrase.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
        return word.isBlank() ? "http-" + status : word;
    }

    private static Response unauthenticated() {
        return Response.fromResponse(answer(Problem.of(
                        401, "unauthenticated", "present a bearer token, or the launcher's certificate", null)))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
