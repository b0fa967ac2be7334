package io.ikebus.transport.admission;

import io.ikebus.protocol.isakmp.Decoded;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.datagram.Admit;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.peers.PeerLimits;
import io.ikebus.transport.peers.Peers;
import io.ikebus.transport.peers.Standing;
import java.util.List;
import java.util.function.LongSupplier;

/** The chain of filters. Asked on one thread. */
public final class Admission {
    private final SizeFilter size;
    private final Peers peers;
    private final List<Filter> filters;

    /** @param largestMessage in octets, without marker */
    public Admission(int largestMessage, StrangerRates rates, PeerLimits limits, Peers peers, LongSupplier nanoTime) {
        this.size = new SizeFilter(largestMessage);
        this.peers = peers;
        this.filters = List.of(
                new ExchangeFilter(),
                new FirstMessageFilter(),
                new SessionRateFilter(peers),
                new StrangerRateFilter(rates, limits, nanoTime),
                new HalfOpenFilter(peers));
    }

    public Verdict consider(Datagram datagram) {
        return switch (size.check(datagram.message())) {
            case Drop drop -> new Verdict.Refused(drop);
            case Admit() ->
                switch (IsakmpHeader.decode(datagram.message())) {
                    case Decoded.Refused<IsakmpHeader> refused ->
                        new Verdict.Refused(new Drop(refused.reason().code(), refused.detail()));
                    case Decoded.Accepted<IsakmpHeader>(IsakmpHeader header) -> consider(datagram, header);
                };
        };
    }

    private Verdict consider(Datagram datagram, IsakmpHeader header) {
        Standing standing = peers.standing(header, datagram.remote().address());
        Candidate candidate = new Candidate(datagram, header, standing);
        for (Filter filter : filters) {
            if (filter.check(candidate) instanceof Drop drop) {
                return new Verdict.Refused(drop);
            }
        }
        return new Verdict.Admitted(datagram, header, standing != Standing.ESTABLISHED);
    }
}
