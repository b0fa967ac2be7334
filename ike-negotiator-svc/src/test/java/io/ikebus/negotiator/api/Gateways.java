package io.ikebus.negotiator.api;

import io.ikebus.negotiator.vault.PemTls;
import io.ikebus.protocol.bus.BusJson;
import io.ikebus.protocol.bus.BusValue;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.protocol.bus.SaCommand;
import io.ikebus.protocol.bus.SaId;
import io.ikebus.protocol.bus.SaOutcome;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.isakmp.Cookie;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.protocol.sealing.SaKeySealing;
import io.ikebus.testkit.pki.LocalAuthority;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Transports and agents of two gateways that are wired to each other: what one sends the other receives, and every SA
 * is installed as soon as it is ordered. What goes to other addresses is lost.
 */
final class Gateways implements AutoCloseable {
    private final Map<IpAddress, GatewayId> byAddress;
    /** The same in every test: a negotiator remembers them for a while. */
    private static final Map<GatewayId, Hpke.KeyPair> AGENTS = new ConcurrentHashMap<>();

    private final PartitionHash hash;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Thread thread;
    private volatile boolean closed;
    /** KEYMAT as hex. */
    final ConcurrentMap<SaId, String> installed = new ConcurrentHashMap<>();

    Gateways(Map<String, Object> kafka, String clusterSecret, Map<IpAddress, GatewayId> byAddress) {
        this.byAddress = byAddress;
        this.hash = new PartitionHash(Secret.wrap(Octets.fromHex(clusterSecret).toByteArray()));
        byAddress.values().forEach(gateway -> AGENTS.computeIfAbsent(gateway, one -> Hpke.generate()));
        Map<String, Object> reading = new HashMap<>(kafka);
        reading.put("isolation.level", "read_committed");
        this.consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = java.util.stream.Stream.of(Topics.DATAGRAMS_OUTBOUND, Topics.SA_COMMANDS)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
        this.thread = Thread.ofPlatform().name("gateways").start(this::run);
    }

    /** As an agent does at its start. */
    void publishKeys(Set<GatewayId> of, URI vault, LocalAuthority authority) throws Exception {
        for (GatewayId gateway : of) {
            Hpke.KeyPair agent = Objects.requireNonNull(AGENTS.get(gateway));
            String body = "{\"publicKey\":\"" + agent.publicKey().hex() + "\"}";
            try (HttpClient client = HttpClient.newBuilder()
                    .sslContext(PemTls.of(authority.issue("agent:" + gateway)))
                    .build()) {
                HttpResponse<Void> answer = client.send(
                        HttpRequest.newBuilder(vault.resolve("/api/v1/gateways/" + gateway + "/hpke-key"))
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                if (answer.statusCode() / 100 != 2) {
                    throw new IllegalStateException("status " + answer.statusCode());
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        consumer.wakeup();
        thread.join();
        producer.close(Duration.ofSeconds(5));
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.topic().equals(Topics.SA_COMMANDS)) {
                        obey(record);
                    } else {
                        deliver(record);
                    }
                });
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> record) {
        DatagramHeaders sent = read(DatagramHeaders.decode(name -> {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : header.value();
        }));
        GatewayId receiver = byAddress.get(sent.remote().address());
        if (receiver == null) {
            return;
        }
        Octets message = Octets.copyOf(record.value());
        SessionKey key =
                new SessionKey(receiver, Cookie.parse(message.slice(0, 8).hex()));
        DatagramHeaders received =
                new DatagramHeaders(receiver, sent.remote(), sent.local(), sent.marked(), Instant.now(), null);
        ProducerRecord<String, byte[]> inbound = new ProducerRecord<>(
                Topics.DATAGRAMS_INBOUND,
                hash.partition(
                        key, producer.partitionsFor(Topics.DATAGRAMS_INBOUND).size()),
                key.toString(),
                message.toByteArray());
        received.encode().forEach(inbound.headers()::add);
        producer.send(inbound);
    }

    private void obey(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        SaCommand command = read(BusJson.read(record.value(), SaCommand.class));
        SaOutcome.Kind kind =
                switch (command) {
                    case SaCommand.Install install -> {
                        Secret keymat = SaKeySealing.open(
                                        Objects.requireNonNull(
                                                AGENTS.get(install.id().gateway())),
                                        install.id(),
                                        install.sealedKeys())
                                .orElseThrow();
                        installed.put(
                                install.id(),
                                keymat.with(octets -> Octets.copyOf(octets).hex()));
                        yield SaOutcome.Kind.INSTALLED;
                    }
                    case SaCommand.Update update -> throw new IllegalStateException("not expected: " + update);
                    case SaCommand.Close close -> throw new IllegalStateException("not expected: " + close);
                    case SaCommand.Remove remove -> {
                        installed.remove(remove.id());
                        yield SaOutcome.Kind.REMOVED;
                    }
                };
        SaOutcome outcome = new SaOutcome(1, command.session(), command.id(), kind, SaOutcome.OK, "", Instant.now());
        producer.send(new ProducerRecord<>(
                Topics.SA_OUTCOMES,
                hash.partition(
                        command.session(),
                        producer.partitionsFor(Topics.SA_OUTCOMES).size()),
                command.session().toString(),
                BusJson.write(outcome)));
    }

    private static <T> T read(BusValue<T> value) {
        return switch (value) {
            case BusValue.Read<T>(T read) -> read;
            case BusValue.Garbage<T>(String reason) -> throw new IllegalStateException(reason);
        };
    }
}
