package io.ikebus.transport.admission;

import static io.ikebus.transport.datagram.DropReason.RATE_ADDRESS;
import static io.ikebus.transport.datagram.DropReason.RATE_PREFIX;
import static io.ikebus.transport.datagram.DropReason.RATE_STRANGERS;

import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.transport.datagram.Admit;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.Outcome;
import io.ikebus.transport.peers.PeerLimits;
import io.ikebus.transport.peers.Standing;
import io.ikebus.transport.rate.BucketTable;
import io.ikebus.transport.rate.SourcePrefix;
import io.ikebus.transport.rate.TokenBucket;
import java.util.function.LongSupplier;

/** Everybody who is not established: by address, by prefix, and all together, so that a flood starves its own first. */
final class StrangerRateFilter implements Filter {
    private final PeerLimits limits;
    private final LongSupplier nanoTime;
    private final BucketTable<SourcePrefix> addresses;
    private final BucketTable<SourcePrefix> prefixes;
    private final TokenBucket all;

    StrangerRateFilter(StrangerRates rates, PeerLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.addresses = new BucketTable<>(rates.perAddress(), rates.tableSize());
        this.prefixes = new BucketTable<>(rates.perPrefix(), rates.tableSize());
        this.all = new TokenBucket(rates.all(), nanoTime.getAsLong());
    }

    @Override
    public Outcome check(Candidate candidate) {
        if (candidate.standing() == Standing.ESTABLISHED) {
            return Admit.ADMITTED;
        }
        long now = nanoTime.getAsLong();
        IpAddress source = candidate.source();
        if (!limits.isExempt(source)) {
            if (source.isV4() && !addresses.take(SourcePrefix.host(source), now)) {
                return new Drop(RATE_ADDRESS, "too many datagrams from this address");
            }
            if (!prefixes.take(SourcePrefix.around(source), now)) {
                return new Drop(RATE_PREFIX, "too many datagrams from around this address");
            }
        }
        return all.take(now) ? Admit.ADMITTED : new Drop(RATE_STRANGERS, "too many datagrams from strangers");
    }
}
