package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.ikebus.protocol.bus.Topics.Definition;
import io.ikebus.protocol.bus.Topics.Spread;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TopicsTest {
    static final List<Definition> DEFINITIONS = Topics.ALL;

    @Test
    void everyNameIsDefinedOnce() throws IllegalAccessException {
        // Given
        List<Object> names = new ArrayList<>();
        for (Field field : Topics.class.getFields()) {
            if (field.getType() == String.class) {
                names.add(field.get(null));
            }
        }
        // Then
        assertThat(names).isNotEmpty();
        assertThat(Topics.ALL.stream().<Object>map(Definition::name)).containsExactlyInAnyOrderElementsOf(names);
    }

    @ParameterizedTest
    @FieldSource("DEFINITIONS")
    void aNameIsOneThatKafkaTakes(Definition topic) {
        assertThat(topic.name()).matches("[a-z]+(\\.[a-z]+)+").hasSizeLessThan(249);
    }

    @Test
    void whatANegotiatorReadsBySessionIsPartitionedAlike() {
        assertThat(Topics.ALL)
                .filteredOn(topic -> List.of(Topics.DATAGRAMS_INBOUND, Topics.COMMANDS, Topics.SA_OUTCOMES)
                        .contains(topic.name()))
                .hasSize(3)
                .allMatch(topic -> topic.spread() == Spread.BY_SESSION);
    }

    @Test
    void whatOneGatewayReadsLiesByGateway() {
        assertThat(Topics.ALL)
                .filteredOn(topic -> topic.spread() == Spread.BY_GATEWAY)
                .extracting(Definition::name)
                .containsExactlyInAnyOrder(Topics.DATAGRAMS_OUTBOUND, Topics.SA_COMMANDS);
    }

    @Test
    void whatIsStateIsCompactedAndWhatHappenedIsNot() {
        assertThat(Topics.ALL)
                .filteredOn(Definition::compacted)
                .extracting(Definition::name)
                .containsExactlyInAnyOrder(Topics.CONNECTIONS, Topics.SA_COMMANDS, Topics.STATUS);
    }
}
