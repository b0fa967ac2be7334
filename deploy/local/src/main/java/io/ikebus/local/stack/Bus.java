package io.ikebus.local.stack;

import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The broker in this process, with every topic there. */
public final class Bus {

    private static final int GATEWAY_PARTITIONS = 4;

    private Bus() {}

    static EmbeddedBroker start(Layout layout, int port, IssuedCertificate certificate, int sessionPartitions) {
        EmbeddedBroker broker = EmbeddedBroker.start(
                new BrokerOptions(Optional.of(layout.data().resolve("broker")), port, Optional.of(certificate)));
        broker.ensureTopics(topics(sessionPartitions));
        return broker;
    }

    public static List<Topic> topics(int sessionPartitions) {
        return Topics.ALL.stream()
                .map(topic -> new Topic(
                        topic.name(),
                        partitions(topic.spread(), sessionPartitions),
                        topic.compacted() ? Topic.Cleanup.COMPACT : Topic.Cleanup.DELETE,
                        settings(topic)))
                .toList();
    }

    private static int partitions(Topics.Spread spread, int sessionPartitions) {
        return switch (spread) {
            case SINGLE -> 1;
            case BY_SESSION -> sessionPartitions;
            case BY_GATEWAY -> GATEWAY_PARTITIONS;
        };
    }

    private static Map<String, String> settings(Topics.Definition topic) {
        return topic.compacted()
                ? Map.of()
                : Map.of("retention.ms", Long.toString(Duration.ofDays(7).toMillis()));
    }
}
