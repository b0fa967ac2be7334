package io.ikebus.transport.admission;

import static io.ikebus.transport.datagram.DropReason.RATE_SESSION;

import io.ikebus.transport.datagram.Admit;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.Outcome;
import io.ikebus.transport.peers.Peers;
import io.ikebus.transport.peers.Standing;

/** Established sessions pass by the limits of strangers; each has its own, since cookies can be overheard. */
record SessionRateFilter(Peers peers) implements Filter {

    @Override
    public Outcome check(Candidate candidate) {
        return candidate.standing() != Standing.ESTABLISHED || peers.spend(candidate.header(), candidate.source())
                ? Admit.ADMITTED
                : new Drop(RATE_SESSION, "too many datagrams of one session");
    }
}
