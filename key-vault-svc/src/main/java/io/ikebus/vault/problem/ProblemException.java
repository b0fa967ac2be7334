package io.ikebus.vault.problem;

import java.util.OptionalInt;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int retryAfterSeconds;

    public ProblemException(Problem problem) {
        this(problem, 0);
    }

    private ProblemException(Problem problem, int retryAfterSeconds) {
        super(problem.type());
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** 429, worth asking again after so many seconds: RFC 6585 4. */
    public static ProblemException tooMany(String word, String detail, int retryAfterSeconds) {
        return new ProblemException(Problem.of(429, word, detail, null), retryAfterSeconds);
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

    /** Empty if nothing says when. */
    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
    }
}
