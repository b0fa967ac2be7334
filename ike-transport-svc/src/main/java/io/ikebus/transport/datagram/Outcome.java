package io.ikebus.transport.datagram;

/** What a filter says of a datagram. */
public sealed interface Outcome permits Admit, Drop {}
