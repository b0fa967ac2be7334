package io.ikebus.agent.intake;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.sealing.PartitionHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Tells outcomes to the bus, each until it is acknowledged. Thread-safe. */
final class OutcomePublisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutcomePublisher.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final PartitionHash partitions;

    OutcomePublisher(Map<String, Object> settings, PartitionHash partitions) {
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.partitions = partitions;
    }

    /** An outcome on its way. */
    record Sent(SaOutcome outcome, Future<?> acknowledgement) {}

    /** Fetches what the first outcome would have to wait for. */
    void warmUp() {
        producer.partitionsFor(Topics.SA_OUTCOMES);
    }

    Sent send(SaOutcome outcome) {
        SessionKey session = outcome.session();
        try {
            int partition = partitions.partition(
                    session, producer.partitionsFor(Topics.SA_OUTCOMES).size());
            byte[] key = session.toString().getBytes(StandardCharsets.UTF_8);
            return new Sent(
                    outcome,
                    producer.send(new ProducerRecord<>(Topics.SA_OUTCOMES, partition, key, BusJson.write(outcome))));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return new Sent(outcome, CompletableFuture.failedFuture(e));
        }
    }

    /**
     * Returns when all are acknowledged. Outcomes that fail are sent again, for as long as it takes: an agent that has not
     * told what it did does not go on.
     */
    void await(List<Sent> sent) throws InterruptedException {
        for (Sent each : sent) {
            Sent last = each;
            while (!isAcknowledged(last)) {
                Thread.sleep(BACK_OFF);
                last = send(last.outcome());
            }
        }
    }

    void publish(List<SaOutcome> outcomes) throws InterruptedException {
        await(outcomes.stream().map(this::send).toList());
    }

    private static boolean isAcknowledged(Sent sent) throws InterruptedException {
        try {
            sent.acknowledgement().get();
            return true;
        } catch (ExecutionException e) {
            LOG.warnf(
                    "%s: outcome %s is not acknowledged (%s); sending it again",
                    sent.outcome().id(), sent.outcome().kind(), e.getCause());
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
