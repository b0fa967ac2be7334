package io.ikebus.transport.egress;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.isakmp.IsakmpHeader;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.transport.config.TransportConfig;
import io.ikebus.transport.datagram.Datagram;
import io.ikebus.transport.datagram.Drop;
import io.ikebus.transport.datagram.DropLedger;
import io.ikebus.transport.endpoint.Sockets;
import io.ikebus.transport.fragment.Cutting;
import io.ikebus.transport.peers.Peers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what negotiators have decided to send from this gateway. */
@ApplicationScoped
public class Egress {
    private static final Logger LOG = Logger.getLogger(Egress.class);
    private static final String CHANNEL = "datagrams-outbound";
    private static final int NONE = -1;

    private final GatewayId gateway;
    private final PartitionHash partitioner;
    private final OutboundRecords records;
    private final KafkaClientService kafka;
    private final ChannelRegistry channels;
    private final DropLedger drops;
    private final Peers peers;
    private final Timer age;
    private volatile @Nullable Sockets sockets;
    private volatile int followed = NONE;

    Egress(
            TransportConfig config,
            PartitionHash partitioner,
            InstantSource clock,
            KafkaClientService kafka,
            ChannelRegistry channels,
            DropLedger drops,
            Peers peers,
            MeterRegistry metrics) {
        this.gateway = config.gateway();
        this.partitioner = partitioner;
        this.records = new OutboundRecords(gateway, config.transport().outboundMaxAge(), clock);
        this.kafka = kafka;
        this.channels = channels;
        this.drops = drops;
        this.peers = peers;
        this.age = Timer.builder("ikebus.transport.outbound.age")
                .description("From the negotiator's decision to send until the datagram is given to its socket")
                .register(metrics);
    }

    /** Reads this gateway's partition of so many, from its end on, and sends through {@code through}. */
    public void follow(int partitions, Sockets through) {
        sockets = through;
        int own = partitioner.partition(gateway, partitions);
        if (own == followed) {
            return;
        }
        TopicPartition partition = new TopicPartition(Topics.DATAGRAMS_OUTBOUND, own);
        kafka.getConsumer(CHANNEL)
                .runOnPollingThread(consumer -> {
                    consumer.assign(Set.of(partition));
                    consumer.seekToEnd(Set.of(partition));
                    // Seeking is lazy: this asks the broker where the end is, now.
                    return consumer.position(partition);
                })
                .subscribe()
                .with(
                        end -> {
                            followed = own;
                            LOG.infof("reading %s from offset %d on", partition, end);
                            channels.getPausable(CHANNEL).resume();
                        },
                        failure -> LOG.warnf("cannot read %s yet: %s", partition, failure.getMessage()));
    }

    /** The partition that is being read. */
    public OptionalInt followed() {
        int partition = followed;
        return partition == NONE ? OptionalInt.empty() : OptionalInt.of(partition);
    }

    /** On an event loop: nothing in here waits, and a worker would be one more hand-over. */
    @Incoming(CHANNEL)
    @NonBlocking
    void deliver(ConsumerRecords<byte[], byte[]> polled) {
        Sockets through = sockets;
        if (through == null) {
            throw new IllegalStateException("polled before there are sockets");
        }
        List<Datagram> batch = new ArrayList<>(polled.count());
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            switch (records.read(record)) {
                case OutboundRecords.Read.Ready(
                        Datagram datagram,
                        IsakmpHeader header,
                        Duration waited,
                        boolean fragments) -> {
                    age.record(waited.isNegative() ? Duration.ZERO : waited);
                    peers.sent(header, datagram.remote().address());
                    batch.addAll(fragments ? Cutting.cut(datagram, header) : List.of(datagram));
                }
                case OutboundRecords.Read.KeepAlive(Datagram datagram, Duration waited) -> {
                    age.record(waited.isNegative() ? Duration.ZERO : waited);
                    batch.add(datagram);
                }
                case OutboundRecords.Read.Refused(Drop drop, Datagram datagram) -> refuse(drop, datagram);
            }
        }
        through.send(batch);
    }

    private void refuse(Drop drop, @Nullable Datagram datagram) {
        if (datagram == null) {
            drops.dropped(drop);
        } else {
            drops.dropped(drop, datagram);
        }
    }
}
