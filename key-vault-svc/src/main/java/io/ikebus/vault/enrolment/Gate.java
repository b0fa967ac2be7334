package io.ikebus.vault.enrolment;

import io.ikebus.vault.problem.Problem;
import io.ikebus.vault.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Before a body is read that anybody may send: is it small, and has this address not sent many. */
@Provider
@Gated
public final class Gate implements ContainerRequestFilter {
    private static final int LONGEST = 16_384;

    // Filters are made before the settings are there.
    private final Instance<AddressLimit> limit;

    @Context
    @SuppressWarnings("NullAway.Init")
    HttpServerRequest request;

    Gate(Instance<AddressLimit> limit) {
        this.limit = limit;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!limit.get().mayTry(request.remoteAddress().hostAddress())) {
            throw new ProblemException(Problem.of(
                    429, "too-many-attempts", "this address has tried too often within a minute; let it wait", null));
        }
        if (context.getLength() < 0) {
            throw new ProblemException(Problem.of(411, "length-required", "the request says how long it is", null));
        }
        if (context.getLength() > LONGEST) {
            throw new ProblemException(
                    Problem.of(413, "too-long", "a body here has at most " + LONGEST + " octets", null));
        }
    }
}
