package io.ikebus.vault.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a JSON body. Jackson's own messages quote the body, so none of them is passed on; the
 * sentences of our own types, which quote nothing, are.
 */
final class JsonFault {
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,31}");

    private JsonFault() {}

    static Problem of(JsonProcessingException fault) {
        return switch (fault) {
            case UnrecognizedPropertyException unknown -> field(unknown, "there is no such field");
            case ValueInstantiationException refused -> field(refused, refusal(refused));
            case InvalidFormatException format
            when format.getTargetType().isEnum() -> field(format, "is one of " + constants(format.getTargetType()));
            case JsonMappingException mapping
            when !(mapping.getCause() instanceof StreamReadException) ->
                field(mapping, "has another JSON type than this field takes");
            case StreamConstraintsException _ -> Problem.of(400, "malformed-body", "a part is too long or deep", null);
            case JsonProcessingException _ ->
                Problem.of(400, "malformed-body", "the body is not one JSON object" + place(fault), null);
        };
    }

    private static Problem field(JsonMappingException fault, String detail) {
        String path = path(fault.getPath());
        return path.isEmpty()
                ? Problem.of(400, "malformed-body", "the body is not a JSON object of the right form", null)
                : Problem.of(400, "invalid-field", path + ": " + detail, path);
    }

    private static String refusal(ValueInstantiationException refused) {
        Throwable cause = refused.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : "has another form than this field takes";
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name(reference.getFieldName()));
            }
        }
        return path.toString();
    }

    /** A name that no field of ours could have might be anything, even a secret in the wrong place. */
    private static String name(String sent) {
        return FIELD.matcher(sent).matches() ? sent : "?";
    }

    private static String place(JsonProcessingException fault) {
        @Nullable JsonLocation location = fault.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
