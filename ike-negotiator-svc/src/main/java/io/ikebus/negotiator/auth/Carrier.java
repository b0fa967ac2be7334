package io.ikebus.negotiator.auth;

import io.ikebus.protocol.isakmp.Payload;
import java.util.List;

/** Makes a message of what we contribute to the key exchange. */
@FunctionalInterface
public interface Carrier {
    /** @param others that belong into the same message; the method knows where */
    List<Payload> payloads(Contribution own, List<Payload> others);
}
