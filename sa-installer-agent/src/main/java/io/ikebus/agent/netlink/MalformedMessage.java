package io.ikebus.agent.netlink;

/** The kernel's answer is cut short or contradicts its own lengths. */
final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedMessage(String what) {
        super(what);
    }
}
