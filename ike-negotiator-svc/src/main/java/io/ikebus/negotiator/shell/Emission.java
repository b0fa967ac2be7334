package io.ikebus.negotiator.shell;

import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.octets.Octets;
import java.util.Optional;

/**
 * A record that leaves.
 *
 * @param value empty for a tombstone
 * @param headers of a datagram
 */
record Emission(Sink sink, String key, Optional<Octets> value, Optional<DatagramHeaders> headers) {
    static Emission of(Sink sink, String key, Octets value) {
        return new Emission(sink, key, Optional.of(value), Optional.empty());
    }

    static Emission tombstone(Sink sink, String key) {
        return new Emission(sink, key, Optional.empty(), Optional.empty());
    }
}
