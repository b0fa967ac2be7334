package io.ikebus.agent.kernel;

/** The kernel could not be asked: a matter of permissions, files or memory, not of one SA. */
public final class KernelUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Errno errno;
    private final String sentence;

    public KernelUnavailable(String what, int number) {
        this(what, Errno.of(number), Errno.describe(number, ""));
    }

    private KernelUnavailable(String what, Errno errno, String description) {
        super(what + ": " + errno + ", " + description);
        this.errno = errno;
        this.sentence = what + ": " + errno + ", " + description;
    }

    /** What was tried, and why it did not work. */
    public String sentence() {
        return sentence;
    }

    public Errno errno() {
        return errno;
    }
}
