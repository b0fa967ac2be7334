package io.ikebus.transport.peers;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.rate.Recent;
import io.ikebus.transport.rate.TokenBucket;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The parties of all sessions that this transport has seen since its start. Thread-safe.
 *
 * <pre>
 *  (I, 0) comes in                     half open
 *  (I, R) goes out                     half open, R noted; or addressed, if it was not half open
 *  (I, R) comes in, same address       established
 * </pre>
 *
 * For a handshake that we begin (I, 0) goes out, and any R that comes back from there is the peer's.
 */
public final class Peers {
    private static final int ADDRESSED_SHARE = 4;

    private final PeerLimits limits;
    private final LongSupplier nanoTime;
    private final HalfOpen halfOpen;
    private final Map<Party, Established> established;
    private final Map<Party, Long> addressed;

    private record Established(long responderCookie, TokenBucket budget) {}

    /** @param nanoTime as {@link System#nanoTime} */
    public Peers(PeerLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.halfOpen = new HalfOpen(limits);
        this.established = new Recent<>(limits.remembered());
        this.addressed = new Recent<>(Math.max(1, limits.remembered() / ADDRESSED_SHARE));
    }

    /** What is known of the sender of this message, which has just come in. */
    public synchronized Standing standing(IsakmpHeader header, IpAddress remote) {
        Party party = Party.of(header, remote);
        Established known = established.get(party);
        long responder = header.responderCookie().value();
        if (responder == 0) {
            return known != null || addressed.containsKey(party) || halfOpen.holds(party, nanoTime.getAsLong())
                    ? Standing.KNOWN
                    : Standing.FIRST;
        }
        if (known != null && known.responderCookie == responder) {
            return Standing.ESTABLISHED;
        }
        return halfOpen.prove(party, responder) || proveAddressed(party, responder)
                ? establish(party, responder)
                : Standing.CLAIM;
    }

    private boolean proveAddressed(Party party, long responder) {
        Long sent = addressed.get(party);
        if (sent == null || (sent != 0 && sent != responder)) {
            return false;
        }
        addressed.remove(party);
        return true;
    }

    private Standing establish(Party party, long responder) {
        TokenBucket budget = new TokenBucket(limits.perSession(), nanoTime.getAsLong());
        established.put(party, new Established(responder, budget));
        return Standing.ESTABLISHED;
    }

    /** Whether one more message of this session is within its own rate. */
    public synchronized boolean spend(IsakmpHeader header, IpAddress remote) {
        Established known = established.get(Party.of(header, remote));
        return known != null && known.budget.take(nanoTime.getAsLong());
    }

    /** Remembers a new handshake, or says which limit is reached. */
    public synchronized Optional<HalfOpenLimit> begin(IsakmpHeader header, IpAddress remote) {
        return halfOpen.begin(Party.of(header, remote), remote, nanoTime.getAsLong());
    }

    /** Notes a message that goes out. */
    public synchronized void sent(IsakmpHeader header, IpAddress remote) {
        Party party = Party.of(header, remote);
        long responder = header.responderCookie().value();
        if (!established.containsKey(party) && !halfOpen.answered(party, responder)) {
            addressed.put(party, responder);
        }
    }

    public synchronized int halfOpen() {
        return halfOpen.size();
    }

    public synchronized int established() {
        return established.size();
    }
}
