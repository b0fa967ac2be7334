package io.ikebus.transport.peers;

/** Which limit of half-open handshakes one more would break. */
public enum HalfOpenLimit {
    ADDRESS,
    PREFIX,
    ALL
}
