package io.ikebus.agent.api;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.type());
        this.problem = problem;
    }

    /** 400, a field that is not what it must be. */
    static ProblemException field(String field, String detail) {
        return new ProblemException(Problem.of(400, "invalid-field", detail, field));
    }

    Problem problem() {
        return problem;
    }
}
