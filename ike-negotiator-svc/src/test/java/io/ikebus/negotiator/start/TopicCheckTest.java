package io.ikebus.negotiator.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.broker.Topic.Cleanup;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicCheckTest {
    @Test
    void saysWhichTopicsAreMissingOrDoNotFitAndHowToMakeThem() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary())) {
            Map<String, Object> kafka = new HashMap<>(broker.clientSettings());
            // Given
            broker.ensureTopics(Topics.ALL.stream()
                    .filter(topic -> !topic.name().equals(Topics.CONNECTIONS)
                            && !topic.name().equals(Topics.STATUS))
                    .map(topic -> topic(topic, 3))
                    .toList());
            // Then
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> TopicCheck.sessionPartitions(kafka))
                    .withMessageContaining("./ikebus up")
                    .withMessageContaining(
                            "--create --topic ike.connections --partitions 1 --config cleanup.policy=compact")
                    .withMessageContaining("--create --topic ike.status --partitions 3")
                    .withMessageNotContaining("ike.commands");
            // When
            broker.ensureTopics(List.of(new Topic(Topics.CONNECTIONS, 1, Cleanup.COMPACT)));
            broker.ensureTopics(List.of(new Topic(Topics.STATUS, 2, Cleanup.COMPACT)));
            // Then
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> TopicCheck.sessionPartitions(kafka))
                    .withMessageContaining("same number of partitions")
                    .withMessageContaining("ike.status=2");
        }
    }

    @Test
    void tellsHowManyPartitionsSessionsAreSpreadOver() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary())) {
            // Given
            broker.ensureTopics(
                    Topics.ALL.stream().map(topic -> topic(topic, 5)).toList());
            // Then
            assertThat(TopicCheck.sessionPartitions(new HashMap<>(broker.clientSettings())))
                    .isEqualTo(5);
        }
    }

    private static Topic topic(Topics.Definition definition, int partitions) {
        return new Topic(
                definition.name(),
                definition.spread() == Topics.Spread.SINGLE ? 1 : partitions,
                definition.compacted() ? Cleanup.COMPACT : Cleanup.DELETE);
    }
}
