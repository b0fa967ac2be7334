package io.ikebus.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.broker.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class BusTest {

    @Test
    void topicsThatAreKeyedBySessionHaveTheSameNumberOfPartitions() {
        // When
        List<Topic> topics = Bus.topics(7);

        // Then
        assertThat(topics).hasSameSizeAs(Topics.ALL);
        assertThat(Topics.ALL)
                .filteredOn(topic -> topic.spread() == Topics.Spread.BY_SESSION)
                .allSatisfy(topic ->
                        assertThat(named(topic.name(), topics).partitions()).isEqualTo(7));
        assertThat(named(Topics.CONNECTIONS, topics).partitions()).isEqualTo(1);
        assertThat(named(Topics.CONNECTIONS, topics).cleanup()).isEqualTo(Topic.Cleanup.COMPACT);
        assertThat(named(Topics.DATAGRAMS_INBOUND, topics).cleanup()).isEqualTo(Topic.Cleanup.DELETE);
    }

    private static Topic named(String name, List<Topic> topics) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
