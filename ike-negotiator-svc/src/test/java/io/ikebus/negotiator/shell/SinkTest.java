package io.ikebus.negotiator.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.SessionKey;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.protocol.bus.Topics.Spread;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.PartitionHash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SinkTest {
    private static final PartitionHash HASH = new PartitionHash(Secret.wrap(new byte[16]));
    private static final int PARTITIONS = 64;

    @ParameterizedTest
    @EnumSource
    void choosesThePartitionWhereReadersLook(Sink sink) {
        // Given
        String key = "east/0011223344556677";
        boolean byGateway = Topics.ALL.stream()
                .anyMatch(topic -> topic.name().equals(sink.topic()) && topic.spread() == Spread.BY_GATEWAY);
        boolean single = Topics.ALL.stream()
                .anyMatch(topic -> topic.name().equals(sink.topic()) && topic.spread() == Spread.SINGLE);
        // When
        Optional<Set<Integer>> chosen = sink.partitioner(HASH)
                .partitions(sink.topic(), key.getBytes(StandardCharsets.UTF_8), new byte[0], PARTITIONS);
        // Then
        int expected = byGateway
                ? HASH.partition(new GatewayId("east"), PARTITIONS)
                : HASH.partition(SessionKey.parse(key), PARTITIONS);
        assertThat(chosen).contains(Set.of(single ? 0 : expected));
    }

    @Test
    void takesEventsThatBelongToNoConnection() {
        assertThat(Sink.SIEM_EVENTS
                        .partitioner(HASH)
                        .partitions(Topics.SIEM_EVENTS, new byte[0], new byte[0], PARTITIONS))
                .isPresent();
    }
}
