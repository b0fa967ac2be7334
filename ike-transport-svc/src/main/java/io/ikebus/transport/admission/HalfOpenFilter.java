package io.ikebus.transport.admission;

import static io.ikebus.transport.datagram.DropReason.HALF_OPEN;
import static io.ikebus.transport.datagram.DropReason.HALF_OPEN_ADDRESS;
import static io.ikebus.transport.datagram.DropReason.HALF_OPEN_PREFIX;

import io.ikebus.transport.datagram.Admit;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.Outcome;
import io.ikebus.transport.peers.HalfOpenLimit;
import io.ikebus.transport.peers.Peers;
import io.ikebus.transport.peers.Standing;

/** How many handshakes may wait for a peer that has not shown its address. Last, because it remembers. */
record HalfOpenFilter(Peers peers) implements Filter {

    @Override
    public Outcome check(Candidate candidate) {
        if (candidate.standing() != Standing.FIRST) {
            return Admit.ADMITTED;
        }
        return peers.begin(candidate.header(), candidate.source())
                .<Outcome>map(HalfOpenFilter::drop)
                .orElse(Admit.ADMITTED);
    }

    private static Drop drop(HalfOpenLimit limit) {
        return switch (limit) {
            case ADDRESS -> new Drop(HALF_OPEN_ADDRESS, "too many half-open handshakes of this address");
            case PREFIX -> new Drop(HALF_OPEN_PREFIX, "too many half-open handshakes around this address");
            case ALL -> new Drop(HALF_OPEN, "too many half-open handshakes");
        };
    }
}
