package io.ikebus.transport.admission;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.peers.Standing;

/** A datagram with a sound header, and what is known of its sender. */
record Candidate(Datagram datagram, IsakmpHeader header, Standing standing) {

    IpAddress source() {
        return datagram.remote().address();
    }
}
