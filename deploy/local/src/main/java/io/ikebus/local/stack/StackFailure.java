package io.ikebus.local.stack;

/** The stack cannot be had; the message is for the person at the terminal and needs no stack trace. */
public final class StackFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
