package io.ikebus.local.demo;

/** The demonstration has not shown what it is to show; the message says what was missing. */
public final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
