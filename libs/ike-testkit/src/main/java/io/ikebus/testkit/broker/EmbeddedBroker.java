package io.ikebus.testkit.broker;

import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.exit.AtExit;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.logging.Quiet;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One running broker. Thread-safe; {@link #close} may be called more than once.
 *
 * <p>A data directory that is kept can be used again by the next broker, on the same port or another.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final BrokerOptions options;
    private final Path directory;
    private final int port;
    private final KafkaRaftServer server;
    private final Optional<AtExit> atExit;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedBroker(BrokerOptions options, Path directory, int port, KafkaRaftServer server) {
        this.options = options;
        this.directory = directory;
        this.port = port;
        this.server = server;
        // A kept directory belongs to a caller that decides what ends before the broker; a test just ends.
        this.atExit = options.directory().isEmpty() ? Optional.of(AtExit.run(this::close)) : Optional.empty();
    }

    /** Returns when the broker takes clients, 2-4 s after the call. */
    public static EmbeddedBroker start(BrokerOptions options) {
        // The broker's Scala part logs as "kafka". The last two warn at each start, stop and lost connection.
        Quiet.warningsOf("org.apache.kafka", "kafka", "state.change.logger");
        Quiet.errorsOf("org.apache.kafka.controller.QuorumController", "org.apache.kafka.clients.NetworkClient");
        int port = options.port() == 0 ? FreePorts.tcp() : requireFree(options.port());
        Path directory = options.directory().map(Directories::make).orElseGet(() -> Directories.temporary("broker"));
        Properties settings = BrokerSettings.of(directory, port, FreePorts.tcp(), options.certificate());
        KafkaRaftServer server;
        try {
            format(directory);
            server = startServer(settings);
        } catch (Exception e) {
            forget(options, directory);
            throw new IllegalStateException("the broker did not start in " + directory + " on port " + port, e);
        }
        return new EmbeddedBroker(options, directory, port, server);
    }

    /** Host and port, as {@code bootstrap.servers} wants it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** What a client needs to reach this broker; with mutual TLS it comes with the broker's own certificate. */
    public Map<String, String> clientSettings() {
        Map<String, String> settings = new TreeMap<>();
        options.certificate().map(ClientSettings::mutualTls).ifPresent(settings::putAll);
        settings.put("bootstrap.servers", bootstrapServers());
        return settings;
    }

    /**
     * Creates the topics that are missing and gives the others their settings; returns when all can be used.
     *
     * @throws IllegalStateException if a topic exists with another number of partitions: its keys would move
     */
    public void ensureTopics(Collection<Topic> topics) {
        TopicSetup.ensure(clientSettings(), topics);
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        atExit.ifPresent(AtExit::cancel);
        server.shutdown();
        server.awaitShutdown();
        forget(options, directory);
    }

    private static KafkaRaftServer startServer(Properties settings) {
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static void forget(BrokerOptions options, Path directory) {
        if (options.directory().isEmpty()) {
            Directories.remove(directory);
        }
    }

    /** Kafka itself would retry and then end the JVM. */
    private static int requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " of 127.0.0.1, meant for the broker, is in use", e);
        }
    }

    private static void format(Path directory) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                .setNodeId(BrokerSettings.NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .run();
    }
}
