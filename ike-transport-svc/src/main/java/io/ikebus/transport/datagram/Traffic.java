package io.ikebus.transport.datagram;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What went well, counted. */
public final class Traffic {
    private final Counter received;
    private final Counter keepalives;
    private final Counter sent;

    public Traffic(MeterRegistry metrics) {
        received = Counter.builder("ikebus.transport.received")
                .description("UDP datagrams that arrived, good or bad")
                .register(metrics);
        keepalives = Counter.builder("ikebus.transport.keepalives")
                .description("NAT keepalives, swallowed")
                .register(metrics);
        sent = Counter.builder("ikebus.transport.sent")
                .description("UDP datagrams that the kernel took")
                .register(metrics);
    }

    public void received() {
        received.increment();
    }

    public void keepalive() {
        keepalives.increment();
    }

    public void sent() {
        sent.increment();
    }
}
