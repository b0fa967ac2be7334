package io.ikebus.protocol.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ikebus.protocol.bus.BusSamples.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusJsonTest {
    private static final ObjectMapper TREES = new ObjectMapper();

    static List<Sample<?>> samples() {
        return BusSamples.ALL;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyRecordIsReadAsItWasWritten(Sample<?> sample) {
        assertThat(sample.read(sample.json())).isEqualTo(new BusValue.Read<>(sample.value()));
    }

    @Test
    void noKindOfASealedInterfaceIsLeftOut() {
        Set<Class<?>> kinds =
                BusSamples.ALL.stream().map(sample -> sample.value().getClass()).collect(Collectors.toSet());
        assertThat(kinds)
                .containsAll(Arrays.asList(IkeCommand.class.getPermittedSubclasses()))
                .containsAll(Arrays.asList(LeaseRequest.class.getPermittedSubclasses()))
                .containsAll(Arrays.asList(SaCommand.class.getPermittedSubclasses()));
    }

    @Test
    void theFormOnTheBusIsTheOneThatOthersKnow() {
        assertThat(new String(BusSamples.ALL.getFirst().json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"kind\":\"initiate\",\"v\":1,\"session\":\"east/0011223344556677\","
                        + "\"connection\":\"to-west\",\"at\":\"2026-03-01T12:00:00.123456789Z\"}");
        assertThat(new String(BusJson.write(BusSamples.ID), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"gateway\":\"east\",\"destination\":\"192.0.2.1\",\"protocol\":\"ESP\",\"spi\":3237998081}");
    }

    @Test
    void whatIsAbsentIsNotWritten() {
        // Given
        SessionStatus bare = new SessionStatus(
                1,
                BusSamples.SESSION,
                "",
                "",
                SessionStatus.Role.INITIATOR,
                "new",
                null,
                null,
                "",
                "",
                "",
                Instant.EPOCH,
                null,
                null,
                null,
                List.of());
        // When
        byte[] json = BusJson.write(bare);
        // Then
        assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("null", "failure", "local\"");
        assertThat(BusJson.read(json, SessionStatus.class)).isEqualTo(new BusValue.Read<>(bare));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fieldsOfALaterVersionArePassedOver(Sample<?> sample) throws Exception {
        // Given
        JsonNode later = TREES.readTree(sample.json());
        objects(later).forEach(object -> {
            object.put("later", "x");
            object.putObject("laterToo").putArray("list").add(1).addNull();
        });
        // When
        if (sample.value() instanceof SiemEvent) {
            ((ObjectNode) later.get("data")).retain("class_uid", "nested");
            ((ObjectNode) later.get("data").get("nested")).retain("list");
        }
        // Then
        assertThat(sample.read(TREES.writeValueAsBytes(later))).isEqualTo(new BusValue.Read<>(sample.value()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsMissingOrNullMakesGarbageUnlessItMayBeAbsent(Sample<?> sample) throws Exception {
        JsonNode whole = TREES.readTree(sample.json());
        for (Field field : fields(whole).toList()) {
            boolean optional = BusSamples.OPTIONAL.contains(field.name());
            Class<?> expected = optional ? BusValue.Read.class : BusValue.Garbage.class;
            // When
            JsonNode missing = whole.deepCopy();
            field.in(missing).remove(field.name());
            JsonNode isNull = whole.deepCopy();
            field.in(isNull).putNull(field.name());
            // Then
            assertThat(sample.read(TREES.writeValueAsBytes(missing)))
                    .as("without " + field)
                    .isInstanceOf(expected);
            assertThat(sample.read(TREES.writeValueAsBytes(isNull)))
                    .as(field + " null")
                    .isInstanceOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFieldOfAnotherTypeMakesGarbage(Sample<?> sample) throws Exception {
        JsonNode whole = TREES.readTree(sample.json());
        for (Field field : fields(whole).toList()) {
            for (String other : List.of("{}", "[]", "true", "1.5", "\"\"", "\"1\"", "-1", "1e300", "[[1]]")) {
                JsonNode value = TREES.readTree(other);
                JsonNode before = Objects.requireNonNull(field.in(whole).get(field.name()));
                boolean anyObject = field.name().equals("data");
                if (sameType(before, value) && (anyObject || !before.isObject())) {
                    continue;
                }
                // When
                JsonNode changed = whole.deepCopy();
                field.in(changed).set(field.name(), value);
                // Then
                assertThat(sample.read(TREES.writeValueAsBytes(changed)))
                        .as(field + " " + other)
                        .isInstanceOf(BusValue.Garbage.class);
            }
        }
    }

    /** A field and the way to the object that has it. */
    private record Field(String pointer, String name) {
        ObjectNode in(JsonNode root) {
            return (ObjectNode) root.at(pointer);
        }
    }

    private static Stream<Field> fields(JsonNode root) {
        return pointers("", root)
                .filter(pointer -> !pointer.startsWith("/data"))
                .flatMap(pointer ->
                        root.at(pointer).properties().stream().map(property -> new Field(pointer, property.getKey())));
    }

    private static Stream<ObjectNode> objects(JsonNode root) {
        return pointers("", root).map(pointer -> (ObjectNode) root.at(pointer)).toList().stream();
    }

    /** Where objects are. */
    private static Stream<String> pointers(String here, JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                Stream.concat(
                        Stream.of(here),
                        object.properties().stream()
                                .flatMap(property -> pointers(here + "/" + property.getKey(), property.getValue())));
            case ArrayNode array ->
                Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                        .flatMap(i -> pointers(here + "/" + i, array.get(i)));
            default -> Stream.empty();
        };
    }

    private static boolean sameType(JsonNode one, JsonNode other) {
        return one.getNodeType() == other.getNodeType() && one.isIntegralNumber() == other.isIntegralNumber();
    }
}
