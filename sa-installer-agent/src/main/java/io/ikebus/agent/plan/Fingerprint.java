package io.ikebus.agent.plan;

import io.ikebus.protocol.octets.Octets;

/** Tells whether two KEYMATs are the same, and nothing else of them. */
public record Fingerprint(Octets value) {
    /** Of a key that nobody here can read. */
    public static final Fingerprint UNKNOWN = new Fingerprint(Octets.EMPTY);

    boolean isKnown() {
        return !value.isBlank();
    }
}
