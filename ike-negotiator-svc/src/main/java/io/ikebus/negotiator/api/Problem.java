package io.ikebus.negotiator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ikebus.negotiator.connection.Violation;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a refusal (RFC 9457).
 *
 * @param type {@code urn:ikebus:problem:} and a stable code
 * @param detail what to do about it; never quotes what was sent
 * @param field JSON path of the first member that is wrong, or name of the parameter
 * @param violations everything that is wrong, if it is more than one thing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        List<Violation> violations) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String PREFIX = "urn:ikebus:problem:";

    static Problem of(Response.StatusType status, String code, String detail) {
        return new Problem(PREFIX + code, status.getReasonPhrase(), status.getStatusCode(), detail, null, List.of());
    }

    static Problem ofField(String field, String detail) {
        Response.Status status = Response.Status.BAD_REQUEST;
        return new Problem(
                PREFIX + "invalid-field", status.getReasonPhrase(), status.getStatusCode(), detail, field, List.of());
    }

    /** @param violations at least one */
    static Problem of(List<Violation> violations) {
        Response.Status status = Response.Status.BAD_REQUEST;
        return new Problem(
                PREFIX + "invalid-field",
                status.getReasonPhrase(),
                status.getStatusCode(),
                violations.getFirst().toString(),
                violations.getFirst().field(),
                violations.size() == 1 ? List.of() : violations);
    }

    Response asResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
