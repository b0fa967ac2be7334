package io.ikebus.transport;

import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.transport.admission.Admission;
import io.ikebus.transport.admission.StrangerRates;
import io.ikebus.transport.config.TransportConfig;
import io.ikebus.transport.datagram.DropLedger;
import io.ikebus.transport.datagram.Traffic;
import io.ikebus.transport.fragment.Reassembly;
import io.ikebus.transport.peers.PeerLimits;
import io.ikebus.transport.peers.Peers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Makes the parts that know neither CDI nor configuration. */
@Singleton
final class Parts {
    /** Each may be as large as a message, so this bounds memory. */
    private static final int MOST_IN_FRAGMENTS = 256;

    private final TransportConfig config;
    private final MeterRegistry metrics;

    Parts(TransportConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    PartitionHash partitioner() {
        return new PartitionHash(config.clusterSecret());
    }

    @Produces
    @Singleton
    DropLedger drops() {
        return new DropLedger(metrics, System::nanoTime);
    }

    @Produces
    @Singleton
    Traffic traffic() {
        return new Traffic(metrics);
    }

    @Produces
    @Singleton
    PeerLimits limits() {
        TransportConfig.Admission admission = config.transport().admission();
        return new PeerLimits(
                admission.halfOpenPerAddress(),
                admission.halfOpenPerPrefix(),
                admission.halfOpen(),
                admission.halfOpenLifetime(),
                admission.perSession(),
                admission.tableSize(),
                admission.exempt().orElse(List.of()));
    }

    @Produces
    @Singleton
    Peers peers(PeerLimits limits) {
        return new Peers(limits, System::nanoTime);
    }

    @Produces
    @Singleton
    Admission admission(PeerLimits limits, Peers peers) {
        TransportConfig.Admission admission = config.transport().admission();
        return new Admission(
                config.transport().largestMessage(),
                new StrangerRates(
                        admission.perAddress(), admission.perPrefix(), admission.strangers(), admission.tableSize()),
                limits,
                peers,
                System::nanoTime);
    }

    @Produces
    @Singleton
    Reassembly reassembly() {
        return new Reassembly(MOST_IN_FRAGMENTS, config.transport().largestMessage(), System::nanoTime);
    }
}
