package io.ikebus.negotiator.session;

import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.octets.Octets;

/** The datagram that waits for the vault's answer. Lives within one turn of the shell and is never stored. */
public record Pending(DatagramHeaders headers, Octets message) {}
