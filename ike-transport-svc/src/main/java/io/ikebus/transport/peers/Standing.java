package io.ikebus.transport.peers;

/** What is known of a datagram's sender. */
public enum Standing {
    /** A first message, with cookies never seen from this address. */
    FIRST,
    /** A first message again, or an answer without responder cookie to a handshake that we began. */
    KNOWN,
    /** Names a responder cookie that nobody here remembers to have sent to this address. */
    CLAIM,
    /** Has received what was sent to its address. */
    ESTABLISHED
}
