package io.ikebus.transport.endpoint;

/** What came of asking the kernel for a socket option. */
public sealed interface KernelOption {

    record Set() implements KernelOption {}

    /** Not asked for: by configuration, or because it has no meaning on this socket. */
    record Off() implements KernelOption {}

    record Refused(String reason) implements KernelOption {}

    /** For people. */
    default String text() {
        return switch (this) {
            case Set() -> "set";
            case Off() -> "off";
            case Refused(String reason) -> "refused: " + reason;
        };
    }
}
