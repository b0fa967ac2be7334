package io.ikebus.negotiator.proposal;

import io.ikebus.protocol.isakmp.SecurityAssociation;

/** What came of an SA payload. */
public sealed interface Selection<T> {
    /**
     * @param proposal of our policy
     * @param answer as responder the SA payload to send, with numbers and attributes exactly as offered; as initiator
     *     the one that was received
     * @param lifetimeSeconds as the peer has it, 0 if it named none (phase 2 then has the default of RFC 2407)
     * @param lifetimeBytes 0 for none
     */
    record Chosen<T>(T proposal, SecurityAssociation answer, long lifetimeSeconds, long lifetimeBytes)
            implements Selection<T> {}

    /**
     * @param notifyType what to tell the peer
     * @param reason a stable code: {@code no-proposal-chosen}, {@code bad-proposal-syntax}, {@code answer-not-offered}
     * @param detail one sentence for an operator: what was offered, what is allowed, the nearest pair and where it
     *     differs
     */
    record NothingChosen<T>(int notifyType, String reason, String detail) implements Selection<T> {}
}
