package io.ikebus.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Calls services as the person whose token it holds. */
public final class Api implements AutoCloseable {

    /** A service on a busy machine may be slow, and is not away for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final Path tokenFile;

    public Api(Path keystore, Path trust, Path tokenFile) {
        this(MutualTls.context(keystore, trust), tokenFile);
    }

    private Api(SSLContext context, Path tokenFile) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .connectTimeout(PATIENCE)
                .build();
        this.tokenFile = tokenFile;
    }

    /** For somebody who has a token and no certificate. */
    public static Api ofPerson(Path trust, Path tokenFile) {
        return new Api(MutualTls.trusting(trust), tokenFile);
    }

    /** @throws IOException if there was no answer in time */
    public Answer get(String url) throws IOException {
        return send("GET", url, BodyPublishers.noBody());
    }

    public Answer put(String url, Object body) throws IOException {
        return send("PUT", url, json(body));
    }

    public Answer post(String url) throws IOException {
        return send("POST", url, BodyPublishers.noBody());
    }

    public Answer post(String url, Object body) throws IOException {
        return send("POST", url, json(body));
    }

    public Answer delete(String url) throws IOException {
        return send("DELETE", url, BodyPublishers.noBody());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer send(String method, String url, BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Files.readString(tokenFile).strip())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), parse(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request body must be writable as JSON", e);
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            // A proxy's or a server's own page; the status says enough.
            return MissingNode.getInstance();
        }
    }
}
