package io.ikebus.negotiator.auth;

import io.ikebus.negotiator.credential.VaultAnswer;

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

    /** For an answer that is no answer to the question. */
    static IllegalStateException unexpected(VaultAnswer answer) {
        return new IllegalStateException(
                "the vault answered with a " + answer.getClass().getSimpleName() + ", which was not the question");
    }
}
