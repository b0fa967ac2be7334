package io.ikebus.transport.endpoint;

import io.ikebus.protocol.bus.Endpoint;
import java.util.Locale;

/** A socket cannot be opened; the message says which, why, and what to do. */
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1;

    CannotListen(String message) {
        super(message);
    }

    CannotListen(Endpoint local, String portProperty, Throwable cause) {
        super(
                "ikebus.transport.listen: cannot listen on %s port %d (%s): %s"
                        .formatted(local.address(), local.port(), portProperty, advice(cause, portProperty)),
                cause);
    }

    /** Netty's native transport and the JDK word the kernel's errors alike, after different beginnings. */
    private static String advice(Throwable cause, String portProperty) {
        String message = String.valueOf(cause.getMessage());
        String error = message.toLowerCase(Locale.ROOT);
        if (error.contains("address already in use")) {
            return "the port is taken; end the process that has it, or set another " + portProperty;
        }
        if (error.contains("cannot assign requested address")) {
            return "the address is not one of this host's; list only local addresses";
        }
        if (error.contains("permission denied")) {
            return "the process may not; it needs CAP_NET_BIND_SERVICE for a port below 1024";
        }
        return message;
    }
}
