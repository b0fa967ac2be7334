package io.ikebus.transport.admission;

import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;

/** Whether a datagram goes on. */
public sealed interface Verdict {

    /** @param stranger whether it is among the first to be shed when the bus is slow */
    record Admitted(Datagram datagram, IsakmpHeader header, boolean stranger) implements Verdict {}

    record Refused(Drop drop) implements Verdict {}
}
