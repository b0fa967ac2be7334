package io.ikebus.protocol.bus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;

/** Records to JSON and back, with limits on depth and size, and with unknown fields passed over. */
public final class BusJson {
    /** No record on the bus is larger. */
    public static final int LARGEST = 1 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST)
                            .maxNestingDepth(32)
                            .maxStringLength(LARGEST)
                            .build())
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new BusTime.Reader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // A record says what it means, or it is garbage: no "500" for 500, no 1.9 for 1, no 0 for false.
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private BusJson() {}

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a bus record must be writable: " + value.getClass().getName(), e);
        }
    }

    /** Never throws, whatever {@code json} holds. */
    public static <T> BusValue<T> read(byte[] json, Class<T> type) {
        if (json.length > LARGEST) {
            return new BusValue.Garbage<>(type.getSimpleName() + " of " + json.length + " octets");
        }
        try {
            T value = MAPPER.readValue(json, type);
            return value == null ? new BusValue.Garbage<>(type.getSimpleName() + ": null") : new BusValue.Read<>(value);
        } catch (JsonProcessingException e) {
            // The message may quote the document; only the place and the kind of fault go on.
            String where = e.getLocation() == null
                    ? ""
                    : " at octet " + e.getLocation().getByteOffset();
            return new BusValue.Garbage<>(
                    type.getSimpleName() + ": " + e.getClass().getSimpleName() + where);
        } catch (IOException e) {
            // Octets that are no characters in the encoding which they begin with, UTF-32 for one.
            return new BusValue.Garbage<>(
                    type.getSimpleName() + ": " + e.getClass().getSimpleName());
        }
    }
}
