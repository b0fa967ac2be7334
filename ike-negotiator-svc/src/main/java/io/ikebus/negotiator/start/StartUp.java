package io.ikebus.negotiator.start;

import io.ikebus.negotiator.store.SessionStores;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks, before Kafka Streams starts, at what the mapping of the configuration does not check by itself. */
@Singleton
public final class StartUp {
    private static final Logger LOG = Logger.getLogger(StartUp.class);
    private static final int FIRST = 1;
    /** The client's heartbeat comes every 300 ms, and a few of them may be late. */
    private static final int SHORTEST_SESSION_MS = 1_000;

    private static final int LONGEST_MS = 60_000;

    private final NegotiatorSettings settings;
    private final Map<String, Object> kafka;
    private final Optional<String> bootstrapServers;
    private volatile int sessionPartitions;

    @Inject
    StartUp(
            NegotiatorSettings settings,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "kafka.bootstrap.servers") Optional<String> bootstrapServers) {
        this.settings = settings;
        this.kafka = kafka;
        this.bootstrapServers = bootstrapServers;
    }

    /** How many partitions each topic has that is keyed by session. */
    public int sessionPartitions() {
        return sessionPartitions;
    }

    void check(@Observes @Priority(FIRST) StartupEvent starting) {
        environment();
        numbers(settings.negotiator());
        if (settings.negotiator().store() == SessionStores.ROCKSDB
                && settings.negotiator().stateDirectory().isEmpty()) {
            throw new ConfigurationException("ikebus.negotiator.state-directory must be set beside"
                    + " ikebus.negotiator.store=rocksdb: a directory of this negotiator's own");
        }
        if (bootstrapServers.isEmpty()) {
            throw new ConfigurationException(
                    "kafka.bootstrap.servers must be set: the brokers' host:port, separated by commas");
        }
        sessionPartitions = TopicCheck.sessionPartitions(kafka);
        LOG.infof(
                "negotiator on %d session partitions, store %s, vault %s",
                sessionPartitions,
                settings.negotiator().store(),
                settings.vault().url());
    }

    private static void environment() {
        List<String> unknown = UnknownVariables.among(
                System.getenv().keySet(),
                ConfigMappings.getProperties(ConfigClass.configClass(NegotiatorSettings.class))
                        .keySet());
        if (!unknown.isEmpty()) {
            throw new ConfigurationException("environment: no property is set by " + String.join(", ", unknown)
                    + "; remove or correct it, names follow IKEBUS_VAULT_URL for ikebus.vault.url");
        }
    }

    private void numbers(NegotiatorSettings.Negotiator own) {
        own.streamThreads().ifPresent(threads -> range("stream-threads", threads, 1, 256));
        range("standby-replicas", own.standbyReplicas(), 0, 10);
        range("commit-interval-ms", own.commitIntervalMs(), 1, 1_000);
        range("session-timeout-ms", own.sessionTimeoutMs(), SHORTEST_SESSION_MS, LONGEST_MS);
        range("transaction-timeout-ms", own.transactionTimeoutMs(), SHORTEST_SESSION_MS, LONGEST_MS);
        range("key-pairs-ahead", own.keyPairsAhead(), 0, 10_000);
        range("agent-timeout", own.agentTimeout().toMillis(), 100, 60_000);
        range("timer-interval", own.timerInterval().toMillis(), 1, 10_000);
        long timeout = settings.vault().timeout().toMillis();
        if (timeout < 1 || timeout >= own.transactionTimeoutMs()) {
            throw new ConfigurationException("ikebus.vault.timeout is 1 ms to less than"
                    + " ikebus.negotiator.transaction-timeout-ms, which is " + own.transactionTimeoutMs()
                    + " ms: the broker would end the transaction that waits for the vault");
        }
    }

    private static void range(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ConfigurationException(
                    "ikebus.negotiator." + name + " is " + least + " to " + most + ", not " + value);
        }
    }
}
