package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.protocol.isakmp.NotifyType;

/** What a method of authentication has come to. */
public sealed interface Verdict<T> {
    /** @param note for the diary; empty if there is nothing to say */
    record Reached<T>(T value, String note) implements Verdict<T> {}

    /** The vault has been asked; the same message is taken in again with its answer. */
    record Waiting<T>() implements Verdict<T> {}

    /** The vault cannot be asked. */
    record Unavailable<T>(String reason) implements Verdict<T> {}

    /**
     * @param notifyType what tells the peer
     * @param reason a stable code
     */
    record Refused<T>(int notifyType, String reason, String detail) implements Verdict<T> {}

    /**
     * A contribution to the key exchange was hidden from all but us, and what is in it is of no use. One code, one
     * notify and one sentence for whatever that is: padding, identity or length tell a stranger nothing.
     */
    String UNKNOWN_PEER = "unknown-peer";

    String UNKNOWN_PEER_DETAIL = "what was encrypted to us names no peer whom a connection expects and whose public key"
            + " we have, or was damaged";

    /** What every message is charged with that came where an identity should have been proved, and was no proof. */
    String NO_PROOF = "wrong-hash";

    String NO_PROOF_DETAIL = "the hash does not hold";

    static <T> Verdict<T> unknownPeer() {
        return new Refused<>(NotifyType.AUTHENTICATION_FAILED, UNKNOWN_PEER, UNKNOWN_PEER_DETAIL);
    }

    /** For an answer that is no answer to the question. */
    static IllegalStateException unexpected(VaultAnswer answer) {
        return new IllegalStateException(
                "the vault answered with a " + answer.getClass().getSimpleName() + ", which was not the question");
    }
}
