package io.ikebus.transport.fragment;

import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;

/** What has become of a datagram that may have been a fragment. */
public sealed interface Whole {

    /** A message that is whole. */
    record Message(Datagram datagram, IsakmpHeader header) implements Whole {}

    /** Kept until its neighbours are there. */
    record Waiting() implements Whole {}

    record Refused(Drop drop) implements Whole {}
}
