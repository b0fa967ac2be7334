package io.ikebus.transport;

import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.transport.admission.Admission;
import io.ikebus.transport.admission.Verdict;
import io.ikebus.transport.bus.BusWatch;
import io.ikebus.transport.config.TransportConfig;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.DropLedger;
import io.ikebus.transport.datagram.Traffic;
import io.ikebus.transport.egress.Egress;
import io.ikebus.transport.endpoint.CannotListen;
import io.ikebus.transport.endpoint.SocketPlan;
import io.ikebus.transport.endpoint.SocketStatus;
import io.ikebus.transport.endpoint.Sockets;
import io.ikebus.transport.fragment.Reassembly;
import io.ikebus.transport.fragment.Whole;
import io.ikebus.transport.ingress.Ingress;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the sockets, then watches for Kafka; from then on datagrams go both ways. */
@ApplicationScoped
public class TransportService {
    private static final Logger LOG = Logger.getLogger(TransportService.class);

    private final TransportConfig config;
    private final Admission admission;
    private final Reassembly reassembly;
    private final Ingress ingress;
    private final Egress egress;
    private final BusWatch bus;
    private final DropLedger drops;
    private final Traffic traffic;
    private volatile @Nullable Sockets sockets;

    TransportService(
            TransportConfig config,
            Admission admission,
            Reassembly reassembly,
            Ingress ingress,
            Egress egress,
            BusWatch bus,
            DropLedger drops,
            Traffic traffic) {
        this.config = config;
        this.admission = admission;
        this.reassembly = reassembly;
        this.ingress = ingress;
        this.egress = egress;
        this.bus = bus;
        this.drops = drops;
        this.traffic = traffic;
    }

    void start(@Observes StartupEvent started) {
        Sockets opened = open();
        sockets = opened;
        LOG.infof(
                "gateway %s listens at %s",
                config.gateway(),
                opened.status().stream().map(SocketStatus::local).toList());
        bus.start(partitions -> {
            ingress.open();
            egress.follow(partitions.outbound(), opened);
        });
    }

    private Sockets open() {
        try {
            return Sockets.open(SocketPlan.of(config.transport()), this::arrived, drops, traffic);
        } catch (CannotListen e) {
            LOG.debug("cannot listen", e);
            throw new ConfigurationException(e.getMessage());
        }
    }

    private void arrived(Datagram datagram) {
        switch (admission.consider(datagram)) {
            case Verdict.Admitted admitted -> admitted(admitted);
            case Verdict.Refused(Drop drop) -> drops.dropped(drop, datagram);
        }
    }

    private void admitted(Verdict.Admitted admitted) {
        switch (reassembly.take(admitted.datagram(), admitted.header())) {
            case Whole.Message(Datagram datagram, IsakmpHeader header) ->
                ingress.take(new Verdict.Admitted(datagram, header, admitted.stranger()));
            case Whole.Waiting() -> {}
            case Whole.Refused(Drop drop) -> drops.dropped(drop, admitted.datagram());
        }
    }

    /** Nothing before the start. */
    public List<SocketStatus> sockets() {
        Sockets opened = sockets;
        return opened == null ? List.of() : opened.status();
    }

    void stop(@Observes ShutdownEvent stopping) {
        Sockets opened = sockets;
        if (opened != null) {
            opened.close();
        }
    }
}
