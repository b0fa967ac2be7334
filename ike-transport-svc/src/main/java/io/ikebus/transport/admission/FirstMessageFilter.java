package io.ikebus.transport.admission;

import static io.ikebus.transport.datagram.DropReason.NOT_A_FIRST_MESSAGE;

import io.ikebus.protocol.isakmp.ExchangeType;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.datagram.Admit;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.Outcome;
import io.ikebus.transport.peers.Standing;

/** Without responder cookie, and out of the blue, only a phase 1 can begin. */
record FirstMessageFilter() implements Filter {

    @Override
    public Outcome check(Candidate candidate) {
        return candidate.standing() != Standing.FIRST || begins(candidate.header())
                ? Admit.ADMITTED
                : new Drop(
                        NOT_A_FIRST_MESSAGE,
                        ExchangeType.nameOf(candidate.header().exchangeType()) + " without responder cookie");
    }

    // RFC 2408 3.1: "During Phase 1 negotiations, the value MUST be set to 0", of the message ID.
    private static boolean begins(IsakmpHeader header) {
        boolean phase1 = header.exchangeType() == ExchangeType.MAIN_MODE
                || header.exchangeType() == ExchangeType.AGGRESSIVE_MODE;
        return phase1 && header.messageId() == 0 && !header.isEncrypted();
    }
}
