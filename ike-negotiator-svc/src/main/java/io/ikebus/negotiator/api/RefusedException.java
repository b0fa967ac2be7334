package io.ikebus.negotiator.api;

import jakarta.ws.rs.core.Response;

/** Ends a request with a problem. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.type(), null, false, false);
        this.problem = problem;
    }

    static RefusedException notFound(String what) {
        return new RefusedException(Problem.of(Response.Status.NOT_FOUND, "not-found", what));
    }

    Problem problem() {
        return problem;
    }
}
