package io.ikebus.transport.status;

import io.ikebus.transport.ingress.Ingress;
import io.ikebus.transport.peers.Peers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What is there at this moment. The registry is the process's, and knows a gauge by its name: the gauges go with the
 * application, or the next one in this process would show the last one's numbers.
 */
@Singleton
public class Gauges {
    private final MeterRegistry metrics;
    private final Ingress ingress;
    private final Peers peers;
    private final List<Gauge> registered = new ArrayList<>();

    Gauges(MeterRegistry metrics, Ingress ingress, Peers peers) {
        this.metrics = metrics;
        this.ingress = ingress;
        this.peers = peers;
    }

    void register(@Observes StartupEvent started) {
        add("ikebus.transport.pending", "Datagrams on their way to Kafka", ingress, Ingress::pending);
        add("ikebus.transport.half.open", "Handshakes whose peer has not shown its address", peers, Peers::halfOpen);
        add("ikebus.transport.established", "Sessions that are remembered as established", peers, Peers::established);
    }

    private <T> void add(String name, String description, T of, ToDoubleFunction<T> value) {
        registered.add(Gauge.builder(name, of, value)
                .description(description)
                .strongReference(true)
                .register(metrics));
    }

    @PreDestroy
    void remove() {
        registered.forEach(metrics::remove);
    }
}
