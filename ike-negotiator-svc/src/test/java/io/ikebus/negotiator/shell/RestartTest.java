package io.ikebus.negotiator.shell;

import static io.ikebus.negotiator.shell.ShellHarness.HEADERS;
import static io.ikebus.negotiator.shell.ShellHarness.KEY;
import static io.ikebus.negotiator.shell.ShellHarness.MESSAGE;
import static io.ikebus.negotiator.shell.ShellHarness.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ikebus.negotiator.credential.VaultAnswer;
import io.ikebus.negotiator.engine.Input;
import io.ikebus.negotiator.session.Session;
import io.ikebus.negotiator.store.ConnectionBoard;
import io.ikebus.negotiator.store.KeyRing;
import io.ikebus.negotiator.store.SealingKeySource;
import io.ikebus.negotiator.store.SessionStores;
import io.ikebus.negotiator.store.StatusBoard;
import io.ikebus.negotiator.vault.AgentKeys;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.broker.Topic.Cleanup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another process finds when it takes a session over: the session and its deadline, from the changelog alone. */
class RestartTest {
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PartitionHash HASH = new PartitionHash(Secret.wrap(new byte[16]));

    @TempDir
    Path directory;

    private final AtomicBoolean vaultIsSilent = new AtomicBoolean();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @ParameterizedTest
    @EnumSource
    void givesSessionsAndDeadlinesToTheNextProcess(SessionStores stores) {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary())) {
            broker.ensureTopics(Topics.ALL.stream().map(RestartTest::topic).toList());
            Instant deadline = START.plusSeconds(60);
            ScriptedEngine first = new ScriptedEngine().thenKeep(deadline);
            ScriptedEngine second = new ScriptedEngine().thenEnd();
            // Given
            try (KafkaStreams ignored = start(broker, stores, first, "first")) {
                sendDatagram(broker);
                await().atMost(PATIENCE).until(first::isThrough);
            }
            // When its time comes, but the vault only after a while
            now.set(deadline);
            vaultIsSilent.set(true);
            try (KafkaStreams ignored = start(broker, stores, second, "second")) {
                assertThat(second.inputs).isEmpty();
                vaultIsSilent.set(false);
                // Then
                await().atMost(PATIENCE).until(second::isThrough);
            }
            Session kept = ScriptedEngine.kept(KEY, deadline);
            assertThat(second.inputs).containsExactly(new Input.TimerFired());
            assertThat(second.sessions).containsExactly(kept);
        }
    }

    private KafkaStreams start(EmbeddedBroker broker, SessionStores stores, ScriptedEngine engine, String process) {
        InstantSource clock = now::get;
        SealingKeySource source = new SealingKeySource() {
            @Override
            public Issue current() {
                return vaultIsSilent.get()
                        ? new Issue.Unavailable("vault-timeout")
                        : new Issue.Issued(ShellHarness.SEALING_KEY, START.plusSeconds(3600));
            }

            @Override
            public Issue withId(String id) {
                return current();
            }
        };
        AgentKeys agents = new AgentKeys() {
            @Override
            public GatewayKey of(GatewayId gateway) {
                return new GatewayKey.Missing("no-gateway-key");
            }

            @Override
            public void forget(GatewayId gateway) {}
        };
        Surroundings around = new Surroundings(
                engine,
                question -> new VaultAnswer.Refused("no-credential"),
                new KeymatSealing(agents),
                new ConnectionBoard(),
                new StatusBoard(),
                new KeyPairPool(0, new SecureRandom()),
                new SecureRandom(),
                clock,
                Duration.ofSeconds(2));
        Tally tally = new Tally(new SimpleMeterRegistry(), clock);
        KafkaStreams streams = new KafkaStreams(
                new NegotiatorTopology(
                                around,
                                new KeyRing(source, clock),
                                tally,
                                HASH,
                                () -> PARTITIONS,
                                stores,
                                Duration.ofMillis(50))
                        .build(),
                settings(broker, process));
        streams.setUncaughtExceptionHandler(new StreamsWatch(tally));
        streams.start();
        return streams;
    }

    private Properties settings(EmbeddedBroker broker, String process) {
        Properties settings = new Properties();
        settings.putAll(broker.clientSettings());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "ike");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(process).toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5);
        settings.put("internal.leave.group.on.close", true);
        return settings;
    }

    private static void sendDatagram(EmbeddedBroker broker) {
        Map<String, Object> settings = new HashMap<>(broker.clientSettings());
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    Topics.DATAGRAMS_INBOUND, HASH.partition(KEY, PARTITIONS), KEY.toString(), MESSAGE.toByteArray());
            HEADERS.encode().forEach(record.headers()::add);
            producer.send(record);
        }
    }

    private static Topic topic(Topics.Definition definition) {
        return new Topic(
                definition.name(),
                definition.spread() == Topics.Spread.SINGLE ? 1 : PARTITIONS,
                definition.compacted() ? Cleanup.COMPACT : Cleanup.DELETE);
    }
}
