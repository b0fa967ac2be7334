package io.ikebus.local.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a service said.
 *
 * @param body the JSON document; a missing node where there was none
 */
public record Answer(int status, JsonNode body) {

    public boolean isOk() {
        return status / 100 == 2;
    }

    /** For people: the problem's own words where there are some. */
    public String sentence() {
        String title = body.path("title").asText("");
        String detail = body.path("detail").asText("");
        String field = body.path("field").asText("");
        String words =
                (title + (detail.isEmpty() ? "" : ": " + detail) + (field.isEmpty() ? "" : " (" + field + ")")).strip();
        return "HTTP status " + status + (words.isEmpty() ? "" : ", " + words);
    }
}
