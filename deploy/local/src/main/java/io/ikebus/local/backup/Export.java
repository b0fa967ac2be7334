package io.ikebus.local.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.protocol.octets.Octets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fetches every page from a vault. */
public final class Export {
    private static final int TRIES = 5;
    private static final String CHANGED = "changed-meanwhile";

    private final Api api;
    private final String url;

    public Export(Api api, String url) {
        this.api = api;
        this.url = url;
    }

    /**
     * Begins again if something changes meanwhile: a backup is of one moment.
     *
     * @return how many pages there are
     */
    public int to(java.nio.file.Path file, Octets publicKey) throws IOException {
        for (int tried = 0; tried < TRIES; tried++) {
            List<Octets> pages = pages(publicKey);
            if (!pages.isEmpty()) {
                new Archive(publicKey, pages).write(file);
                return pages.size();
            }
        }
        throw new BackupFailure(
                "the vault changes all the time: no backup of one moment could be made in " + TRIES + " tries");
    }

    /** Empty if something has changed between two pages. */
    private List<Octets> pages(Octets publicKey) throws IOException {
        List<Octets> pages = new ArrayList<>();
        Map<String, Object> request = new HashMap<>(Map.of("publicKey", publicKey.hex()));
        while (true) {
            request.put("page", pages.size());
            Answer answer = api.post(url + "/api/v1/backup:export", request);
            if (answer.body().path("type").asText().endsWith(":" + CHANGED)) {
                return List.of();
            }
            if (!answer.isOk()) {
                throw new BackupFailure("the vault gives no backup: " + answer.sentence());
            }
            JsonNode body = answer.body();
            pages.add(Octets.wrap(Base64.getDecoder().decode(body.path("sealed").asText())));
            if (!body.has("next")) {
                return pages;
            }
            request.put("after", body.path("next").asText());
            request.put("revision", body.path("revision").asLong());
        }
    }
}
