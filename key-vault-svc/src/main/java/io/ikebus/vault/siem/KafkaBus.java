package io.ikebus.vault.siem;

import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.SiemEvent;
import io.ikebus.protocol.bus.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One producer, for as long as all goes well: after a time-out an idempotent one does not know its own order. */
final class KafkaBus implements Bus {
    /** One for all events, so that they stay in one partition and in their order. */
    static final String KEY = "vault";

    /** All of it while a row is locked, so less than a transaction may last. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], byte[]> producer;

    /** @param reach settings of a Kafka client: where the brokers are, and how to authenticate */
    KafkaBus(Map<String, Object> reach) {
        try {
            this.producer = new KafkaProducer<>(settings(reach), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new BusAway("no Kafka client can be made: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> settings(Map<String, Object> reach) {
        Map<String, Object> settings = new HashMap<>(reach);
        settings.put("client.id", "vault-audit");
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        settings.put("linger.ms", "0");
        settings.put("compression.type", "none");
        settings.put("request.timeout.ms", "3000");
        settings.put("delivery.timeout.ms", "8000");
        settings.put("max.block.ms", "8000");
        settings.put("reconnect.backoff.ms", "50");
        settings.put("reconnect.backoff.max.ms", "1000");
        return settings;
    }

    @Override
    public void probe() {
        try {
            producer.partitionsFor(Topics.SIEM_EVENTS);
        } catch (KafkaException e) {
            throw new BusAway("Kafka does not tell of " + Topics.SIEM_EVENTS + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void send(List<SiemEvent> events) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        try {
            List<? extends Future<?>> sent = events.stream().map(this::sent).toList();
            for (Future<?> each : sent) {
                each.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw new BusAway("Kafka did not take an event: " + e.getCause(), e);
        } catch (TimeoutException | KafkaException e) {
            throw new BusAway("Kafka did not take an event: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusAway("interrupted", e);
        }
    }

    private Future<?> sent(SiemEvent event) {
        byte[] key = KEY.getBytes(StandardCharsets.US_ASCII);
        return producer.send(new ProducerRecord<>(Topics.SIEM_EVENTS, key, BusJson.write(event)));
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
