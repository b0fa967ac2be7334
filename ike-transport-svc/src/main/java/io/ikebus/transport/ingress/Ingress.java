package io.ikebus.transport.ingress;

import static io.ikebus.transport.datagram.DropReason.BUFFER_FULL;
import static io.ikebus.transport.datagram.DropReason.BUS_AWAY;
import static io.ikebus.transport.datagram.DropReason.NOT_DELIVERED;

import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.transport.admission.Verdict.Admitted;
import io.ikebus.transport.config.TransportConfig;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.DropLedger;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Hands datagrams to Kafka, or drops them; never waits. */
@ApplicationScoped
public class Ingress {
    private static final Logger LOG = Logger.getLogger(Ingress.class);
    private static final String CHANNEL = "datagrams-inbound";
    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final Emitter<Octets> emitter;
    private final KafkaClientService kafka;
    private final DropLedger drops;
    private final InboundRecords records;
    private final Window window;
    /** 0 until the producer knows the topic: before, sending would wait for it. */
    private volatile int partitions;

    Ingress(
            @Channel(CHANNEL) @OnOverflow(OnOverflow.Strategy.BUFFER) Emitter<Octets> emitter,
            KafkaClientService kafka,
            TransportConfig config,
            PartitionHash partitioner,
            DropLedger drops) {
        this.emitter = emitter;
        this.kafka = kafka;
        this.drops = drops;
        this.records = new InboundRecords(config.gateway(), partitioner);
        this.window = new Window(config.transport().buffer());
    }

    /** Lets the producer learn the topic; from then on datagrams are taken. */
    public void open() {
        kafka.getProducer(CHANNEL)
                .partitionsFor(Topics.DATAGRAMS_INBOUND)
                .subscribe()
                .with(
                        known -> partitions = known.size(),
                        failure -> LOG.warnf("the producer has no word of its topic yet: %s", failure.getMessage()));
    }

    public boolean isOpen() {
        return partitions > 0;
    }

    /** How many datagrams are on their way to Kafka. */
    public int pending() {
        return window.inside();
    }

    public void take(Admitted admitted) {
        int known = partitions;
        if (known == 0) {
            drops.dropped(new Drop(BUS_AWAY, "Kafka has not been reached since the start"), admitted.datagram());
        } else if (!window.enter(admitted.stranger())) {
            drops.dropped(
                    new Drop(BUFFER_FULL, window.inside() + " datagrams on their way to Kafka"), admitted.datagram());
        } else {
            send(admitted, known);
        }
    }

    private void send(Admitted admitted, int known) {
        Datagram datagram = admitted.datagram();
        Message<Octets> message = Message.of(
                datagram.message(),
                Metadata.of(records.metadata(datagram, admitted.header(), known)),
                this::delivered,
                failure -> notDelivered(datagram, failure));
        try {
            emitter.send(message);
        } catch (IllegalStateException e) {
            // The channel has ended: an error of ours, and no reason to stop reading the socket.
            notDelivered(datagram, e);
        }
    }

    private CompletionStage<Void> delivered() {
        window.leave();
        return DONE;
    }

    private CompletionStage<Void> notDelivered(Datagram datagram, Throwable failure) {
        window.leave();
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        drops.dropped(new Drop(NOT_DELIVERED, cause.getClass().getSimpleName() + ": " + cause.getMessage()), datagram);
        return DONE;
    }
}
