package io.ikebus.testkit.broker;

import io.ikebus.testkit.pki.IssuedCertificate;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The broker's own settings: everything on loopback, small, and quick to react. */
final class BrokerSettings {

    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENT_LISTENER = "BROKER";

    /** Why each differs from Kafka's default stands in the group's comment. */
    private static final Map<String, String> TUNED = Map.ofEntries(
            // One node: nothing to replicate to, and few partitions of its own topics to open at start.
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "1"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.replica.fetchers", "1"),
            Map.entry("background.threads", "2"),
            // A misspelt topic shall fail, not appear.
            Map.entry("auto.create.topics.enable", "false"),
            // A dead or fenced client is replaced at once, and its open transaction pins nobody for long.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.min.session.timeout.ms", "500"),
            Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"),
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
            // The broker and its controller are one process: it need not ask seldom to spare a network.
            Map.entry("broker.heartbeat.interval.ms", "200"),
            Map.entry("controller.quorum.election.timeout.ms", "200"),
            Map.entry("controller.quorum.election.backoff.max.ms", "50"),
            // 256 MB of heap are enough.
            Map.entry("log.cleaner.dedupe.buffer.size", "33554432"),
            Map.entry("log.index.size.max.bytes", "1048576"));

    private BrokerSettings() {}

    static Properties of(Path directory, int port, int controllerPort, Optional<IssuedCertificate> certificate) {
        Properties settings = new Properties();
        settings.putAll(TUNED);
        String protocol = certificate.isPresent() ? "SSL" : "PLAINTEXT";
        String clients = CLIENT_LISTENER + "://127.0.0.1:" + port;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("listeners", clients + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", clients);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", CLIENT_LISTENER);
        settings.put(
                "listener.security.protocol.map",
                CLIENT_LISTENER + ":" + protocol + "," + CONTROLLER_LISTENER + ":" + protocol);
        settings.put("log.dirs", directory.toString());
        certificate.ifPresent(own -> {
            settings.putAll(ClientSettings.stores(own));
            settings.put("ssl.client.auth", "required");
            // The principal is the role alone: "User:agent:east".
            settings.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/,DEFAULT");
        });
        return settings;
    }
}
