package io.ikebus.vault.problem;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.type());
        this.problem = problem;
    }

    /** 400, a field that is not what it must be. */
    public static ProblemException field(String field, String detail) {
        return new ProblemException(Problem.of(400, "invalid-field", detail, field));
    }

    /** 404. */
    public static ProblemException notFound(String detail) {
        return new ProblemException(Problem.of(404, "not-found", detail, null));
    }

    /** 412. */
    public static ProblemException preconditionFailed(String detail) {
        return new ProblemException(Problem.of(412, "precondition-failed", detail, null));
    }

    /** 503, worth asking again. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of(503, "unavailable", detail, null));
    }

    public Problem problem() {
        return problem;
    }
}
