package io.ikebus.negotiator.exchange;

import io.ikebus.negotiator.auth.Verdict;
import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.NotifyType;

/**
 * What is wrong with a peer's message.
 *
 * @param notifyType what tells the peer, where it may be told
 * @param reason a stable code for counters and the diary
 * @param detail a sentence without content of the message
 */
record Fault(int notifyType, String reason, String detail) {
    /** {@link Verdict#UNKNOWN_PEER}. */
    static final Fault UNKNOWN_PEER =
            new Fault(NotifyType.AUTHENTICATION_FAILED, Verdict.UNKNOWN_PEER, Verdict.UNKNOWN_PEER_DETAIL);

    /** What every message is charged with that came where an identity should have been proved, and was no proof. */
    static final Fault NO_PROOF =
            new Fault(NotifyType.AUTHENTICATION_FAILED, Verdict.NO_PROOF, Verdict.NO_PROOF_DETAIL);

    static Fault of(Decoded.Refused<?> refused) {
        return new Fault(refused.reason().notifyType(), refused.reason().code(), refused.detail());
    }
}
