package io.ikebus.agent.kernel;

/** What a kernel says unasked. */
public sealed interface KernelEvent {

    /** A limit was reached: {@code hard} means that the SA is gone. */
    record Expired(SaRef ref, boolean hard) implements KernelEvent {}

    /** Events were lost, because the kernel told more than was read in time. */
    record Overrun() implements KernelEvent {}
}
