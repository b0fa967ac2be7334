package io.ikebus.negotiator.exchange;

import io.ikebus.protocol.isakmp.Decoded;

/**
 * What is wrong with a peer's message.
 *
 * @param notifyType what tells the peer, where it may be told
 * @param reason a stable code for counters and the diary
 * @param detail a sentence without content of the message
 */
record Fault(int notifyType, String reason, String detail) {
    static Fault of(Decoded.Refused<?> refused) {
        return new Fault(refused.reason().notifyType(), refused.reason().code(), refused.detail());
    }
}
