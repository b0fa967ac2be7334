package io.ikebus.vault.siem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** What OCSF asks of an event, as {@code ocsf/api-activity.json} has it. */
final class OcsfRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTHER = "99";

    private final JsonNode rules;

    OcsfRules() {
        try (InputStream in = OcsfRules.class.getResourceAsStream("/ocsf/api-activity.json")) {
            rules = JSON.readTree(Objects.requireNonNull(in, "the rules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each rule that is broken, as a sentence. */
    List<String> broken(JsonNode event) {
        List<String> broken = new ArrayList<>();
        object("event", "", event, broken);
        long type = event.path("class_uid").asLong() * 100
                + event.path("activity_id").asLong();
        if (event.path("type_uid").asLong() != type) {
            broken.add("type_uid is class_uid * 100 + activity_id, " + type);
        }
        if (!event.path("metadata").path("version").equals(rules.path("version"))) {
            broken.add("metadata.version is " + rules.path("version"));
        }
        return broken;
    }

    private void object(String kind, String path, JsonNode value, List<String> broken) {
        JsonNode attributes = rules.path("objects").path(kind);
        attributes.properties().stream()
                .filter(rule -> rule.getValue().path("required").asBoolean() && !value.has(rule.getKey()))
                .forEach(rule -> broken.add(path + rule.getKey() + " is missing"));
        JsonNode oneOf = rules.path("one of").path(kind);
        if (!oneOf.isEmpty()
                && StreamSupport.stream(oneOf.spliterator(), false).noneMatch(name -> value.has(name.asText()))) {
            broken.add(path + " has one of " + oneOf);
        }
        value.properties().forEach(member -> {
            JsonNode rule = attributes.path(member.getKey());
            String where = path + member.getKey();
            if (rule.isMissingNode()) {
                broken.add(where + " is no attribute that is known");
            } else if (rule.path("array").asBoolean() != member.getValue().isArray()) {
                broken.add(where + " is an array, or is none");
            } else if (member.getValue().isArray()) {
                member.getValue().forEach(one -> value(rule, where, one, broken));
            } else {
                value(rule, where, member.getValue(), broken);
                label(rule, where, member.getValue(), value, broken);
            }
        });
    }

    private void value(JsonNode rule, String where, JsonNode value, List<String> broken) {
        boolean fits =
                switch (rule.path("is").asText()) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isInt();
                    case "milliseconds" -> value.isIntegralNumber() && value.asLong() >= 0;
                    case "anything" -> value.isObject();
                    default -> {
                        object(rule.path("is").asText(), where + ".", value, broken);
                        yield value.isObject();
                    }
                };
        if (!fits) {
            broken.add(where + " is of another type: " + value);
        }
        if (rule.has("values") && !rule.path("values").has(value.asText())) {
            broken.add(where + " is none of " + rule.path("values"));
        }
    }

    /** Beside a number stands its caption, or of 99 the words of whoever wrote it. */
    private static void label(JsonNode rule, String where, JsonNode value, JsonNode around, List<String> broken) {
        JsonNode label = around.path(rule.path("label").asText());
        if (rule.has("label")
                && !value.asText().equals(OTHER)
                && !label.equals(rule.path("values").path(value.asText()))) {
            broken.add(where + " " + value + " is not called " + label);
        }
        if (rule.has("label") && value.asText().equals(OTHER) && !label.isTextual()) {
            broken.add(where + " 99 has a word beside it");
        }
    }
}
