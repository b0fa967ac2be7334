package io.ikebus.negotiator.api;

import io.ikebus.negotiator.connection.Connection;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.IkeCommand;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.sealing.PartitionHash;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes the API's records, and returns when the broker has them. Thread-safe. */
@Singleton
class BusWriter {
    private static final Logger LOG = Logger.getLogger(BusWriter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final PartitionHash hash;

    @Inject
    BusWriter(@Identifier("default-kafka-broker") Map<String, Object> kafka, PartitionHash hash) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.hash = hash;
    }

    /** @return the record's offset in the only partition of its topic */
    long define(Connection connection) {
        return write(new ProducerRecord<>(Topics.CONNECTIONS, 0, connection.name(), BusJson.write(connection)))
                .offset();
    }

    /** @return as {@link #define} */
    long undefine(String connection) {
        return write(new ProducerRecord<>(Topics.CONNECTIONS, 0, connection, tombstone()))
                .offset();
    }

    /** Returns when the broker has all of them. */
    void order(List<? extends IkeCommand> commands) {
        List<Future<RecordMetadata>> underWay = new ArrayList<>();
        for (IkeCommand command : commands) {
            underWay.add(send(new ProducerRecord<>(
                    Topics.COMMANDS,
                    hash.partition(command.session(), partitions(Topics.COMMANDS)),
                    command.session().toString(),
                    BusJson.write(command))));
        }
        underWay.forEach(one -> await(Topics.COMMANDS, one));
    }

    @PreDestroy
    void close() {
        producer.close(PATIENCE);
    }

    @SuppressWarnings("NullAway") // A tombstone is a null value; the client's API has no annotation that says so.
    private static byte[] tombstone() {
        return null;
    }

    private RecordMetadata write(ProducerRecord<String, byte[]> bytes) {
        return await(bytes.topic(), send(bytes));
    }

    private int partitions(String topic) {
        try {
            return producer.partitionsFor(topic).size();
        } catch (KafkaException e) {
            throw refused(topic, e);
        }
    }

    private Future<RecordMetadata> send(ProducerRecord<String, byte[]> bytes) {
        try {
            return producer.send(bytes);
        } catch (KafkaException e) {
            throw refused(bytes.topic(), e);
        }
    }

    private static RecordMetadata await(String topic, Future<RecordMetadata> underWay) {
        try {
            return underWay.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refused(topic, e.getCause());
        } catch (TimeoutException e) {
            throw refused(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(topic, e);
        }
    }

    private static RefusedException refused(String topic, @Nullable Throwable cause) {
        LOG.warnf("the broker did not take a record for %s: %s", topic, cause);
        return new RefusedException(Problem.of(
                Status.SERVICE_UNAVAILABLE,
                "bus-unavailable",
                "the broker did not confirm the record"
                        + (cause instanceof RetriableException ? " in time" : "")
                        + "; it may have been written all the same, and may be sent again"));
    }
}
