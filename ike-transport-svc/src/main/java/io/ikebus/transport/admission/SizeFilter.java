package io.ikebus.transport.admission;

import io.ikebus.protocol.isakmp.Refusal;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.transport.datagram.Admit;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.Outcome;

/** Before the header is looked at: no message longer than this gateway wants to see. */
record SizeFilter(int largest) {

    Outcome check(Octets message) {
        return message.length() > largest
                ? new Drop(Refusal.TOO_LARGE.code(), "more than " + largest + " octets")
                : Admit.ADMITTED;
    }
}
