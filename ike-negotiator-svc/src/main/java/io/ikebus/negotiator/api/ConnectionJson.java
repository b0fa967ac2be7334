package io.ikebus.negotiator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ikebus.negotiator.connection.Connection;
import io.ikebus.negotiator.connection.ConnectionRules;
import io.ikebus.negotiator.connection.Violation;
import io.ikebus.protocol.octets.Octets;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Connections as the API writes and reads them. Reading is strict: a member that nobody knows is most likely a
 * misspelt one, and is named.
 */
final class ConnectionJson {
    private static final int LARGEST = 64 * 1024;
    private static final int TAG_OCTETS = 12;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST)
                            .maxNestingDepth(16)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addMixIn(Connection.class, WithoutVersion.class)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build()
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    /** The version is the bus's business. */
    @JsonIgnoreProperties("v")
    private interface WithoutVersion {}

    private ConnectionJson() {}

    static Octets write(Object connections) {
        try {
            return Octets.wrap(MAPPER.writeValueAsBytes(connections));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a connection must be writable", e);
        }
    }

    /** An entity tag: the same for the same definition. */
    static String tag(Connection connection) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(write(connection).toByteArray());
            return Octets.wrap(digest).slice(0, TAG_OCTETS).hex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws RefusedException naming what is wrong with it */
    static Connection read(String name, byte[] json) {
        ConnectionRequest request;
        try {
            request = MAPPER.readValue(json, ConnectionRequest.class);
        } catch (JsonMappingException e) {
            throw new RefusedException(refusal(e));
        } catch (JacksonException e) {
            throw new RefusedException(notJson(e));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
        if (request == null) {
            throw new RefusedException(Problem.of(Status.BAD_REQUEST, "not-json", "the body is a JSON object"));
        }
        Connection connection = request.named(name);
        List<Violation> violations = ConnectionRules.validate(connection);
        if (!violations.isEmpty()) {
            throw new RefusedException(Problem.of(violations));
        }
        return connection;
    }

    /** Jackson's own text quotes values and names classes; ours tells the place and the rule. */
    private static Problem refusal(JsonMappingException e) {
        String field = path(e.getPath());
        if (field.isEmpty()) {
            return notJson(e);
        }
        return switch (e) {
            case UnrecognizedPropertyException _ -> Problem.ofField(field, field + " is not a member of a connection");
            case InvalidNullException _ -> Problem.ofField(field, field + " is not null");
            case ValueInstantiationException _
            when e.getCause() instanceof IllegalArgumentException rule ->
                Problem.ofField(field, field + ": " + rule.getMessage());
            default -> Problem.ofField(field, field + " has another type of value");
        };
    }

    private static Problem notJson(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : ", line " + e.getLocation().getLineNr() + " column "
                        + e.getLocation().getColumnNr();
        return Problem.of(
                Status.BAD_REQUEST,
                "not-json",
                "the body is one JSON object without a member twice, at most " + LARGEST + " octets" + where);
    }

    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.length() > 200 ? field.substring(0, 200) : field.toString();
    }
}
