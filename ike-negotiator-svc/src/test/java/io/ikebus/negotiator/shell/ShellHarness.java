package io.ikebus.negotiator.shell;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.credential.VaultQuestion;
import io.ikebus.negotiator.store.ConnectionBoard;
import io.ikebus.negotiator.store.KeyRing;
import io.ikebus.negotiator.store.SealingKeySource;
import io.ikebus.negotiator.store.SessionStores;
import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.negotiator.vault.AgentKeys;
import io.ikebus.negotiator.vault.AgentKeys.GatewayKey;
import io.ikebus.protocol.bus.DatagramHeaders;
import io.ikebus.protocol.bus.Endpoint;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.protocol.sealing.SealingKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology without a broker, around a scripted engine, with a clock that the test moves. */
final class ShellHarness implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final SessionKey KEY = SessionKey.parse("east/0011223344556677");
    static final Octets MESSAGE = Octets.fromHex("0011223344556677" + "00".repeat(20));
    static final DatagramHeaders HEADERS = new DatagramHeaders(
            KEY.gateway(), Endpoint.parse("192.0.2.1:500"), Endpoint.parse("192.0.2.2:500"), false, START, null);
    static final SealingKey SEALING_KEY = new SealingKey("k1", Secret.wrap(new byte[32]));

    final ScriptedEngine engine = new ScriptedEngine();
    final List<VaultQuestion> asked = new ArrayList<>();
    final ConnectionBoard connections = new ConnectionBoard();
    final StatusBoard statuses = new StatusBoard();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<GatewayId> forgotten = new ArrayList<>();
    VaultAnswer vaultAnswer = new VaultAnswer.Refused("no-credential");
    GatewayKey gatewayKey = new GatewayKey.Missing("no-gateway-key");
    private Instant now = START;
    private final KeyPairPool keyPairs = new KeyPairPool(0, new SecureRandom());
    private final TopologyTestDriver driver = start();

    private TopologyTestDriver start() {
        AgentKeys agents = new AgentKeys() {
            @Override
            public GatewayKey of(GatewayId gateway) {
                return gatewayKey;
            }

            @Override
            public void forget(GatewayId gateway) {
                forgotten.add(gateway);
            }
        };
        SealingKeySource source = new SealingKeySource() {
            @Override
            public Issue current() {
                return new Issue.Issued(SEALING_KEY, START.plus(Duration.ofDays(1000)));
            }

            @Override
            public Issue withId(String id) {
                return id.equals(SEALING_KEY.id()) ? current() : new Issue.Unknown();
            }
        };
        Surroundings around = new Surroundings(
                engine,
                question -> {
                    asked.add(question);
                    return vaultAnswer;
                },
                new KeymatSealing(agents),
                connections,
                statuses,
                keyPairs,
                new SecureRandom(),
                () -> now,
                Duration.ofSeconds(2));
        NegotiatorTopology topology = new NegotiatorTopology(
                around,
                new KeyRing(source, () -> now),
                new Tally(meters, () -> now),
                new PartitionHash(Secret.wrap(new byte[16])),
                () -> 1,
                SessionStores.MEMORY,
                Duration.ofMillis(50));
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ike");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        return new TopologyTestDriver(topology.build(), settings, now);
    }

    void datagram() {
        datagram(KEY.toString(), HEADERS, MESSAGE);
    }

    void datagram(String key, DatagramHeaders headers, Octets message) {
        RecordHeaders kafka = new RecordHeaders();
        headers.encode().forEach(kafka::add);
        pipe(Topics.DATAGRAMS_INBOUND, key, message.toByteArray(), kafka);
    }

    void pipe(String topic, @Nullable String key, byte @Nullable [] value) {
        pipe(topic, key, value, new RecordHeaders());
    }

    private void pipe(String topic, @Nullable String key, byte @Nullable [] value, RecordHeaders headers) {
        driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, now));
    }

    void advance(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    Instant now() {
        return now;
    }

    List<TestRecord<String, byte[]>> sent(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    KeyValueStore<String, byte[]> store() {
        return driver.getKeyValueStore(SessionStores.NAME);
    }

    double counted(String reason) {
        var counter =
                meters.find("ikebus.negotiator.events").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    double held() {
        return meters.get("ikebus.negotiator.sessions").gauge().value();
    }

    double handshakes(String outcome) {
        var counter = meters.find("ikebus.negotiator.handshakes")
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Everything that went to any topic, changelog included, as text. */
    String everything(List<String> topics) {
        StringBuilder all = new StringBuilder();
        for (String topic : topics) {
            for (TestRecord<String, byte[]> record : sent(topic)) {
                byte[] value = record.value();
                all.append(record.key()).append(' ');
                if (value != null) {
                    all.append(new String(value, StandardCharsets.ISO_8859_1))
                            .append(Octets.wrap(value).hex());
                }
                all.append('\n');
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        driver.close();
        keyPairs.close();
    }
}
