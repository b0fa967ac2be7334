package io.ikebus.local.load;

import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.IpAddress;
import java.util.List;

/**
 * What load to make.
 *
 * @param target the responder
 * @param sources own addresses, taken in turn; each a peer of its own to the responder
 * @param sourcePort UDP port of all sources
 * @param peerIdentity what the responder is to call itself
 * @param presharedKey goes in by standard input with the rest, never by arguments
 * @param ike proposal of phase 1
 * @param child proposal of phase 2
 * @param metered processes whose CPU time the report tells
 * @param inFlight handshakes under way at the same time
 * @param warmUpSeconds of the same load before anything counts
 * @param handshakes after which it ends; 0 is no limit
 * @param seconds after which it ends
 */
public record LoadOrder(
        Endpoint target,
        List<IpAddress> sources,
        int sourcePort,
        String peerIdentity,
        String presharedKey,
        String ike,
        String child,
        List<Metered> metered,
        int inFlight,
        int warmUpSeconds,
        int handshakes,
        int seconds) {
    public LoadOrder {
        sources = List.copyOf(sources);
        metered = List.copyOf(metered);
    }

    /**
     * A process whose CPU time counts.
     *
     * @param family whether all that it has started counts too
     */
    public record Metered(String name, long pid, boolean family) {}

    /** The same handshakes, so many of them. */
    public LoadOrder with(int together, int warmUp, int most, int longest) {
        return new LoadOrder(
                target,
                sources,
                sourcePort,
                peerIdentity,
                presharedKey,
                ike,
                child,
                metered,
                together,
                warmUp,
                most,
                longest);
    }

    @Override
    public String toString() {
        return "LoadOrder[" + target + ", " + inFlight + " in flight]";
    }
}
