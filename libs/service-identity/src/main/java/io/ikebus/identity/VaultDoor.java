package io.ikebus.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Asks the vault for certificates. */
final class VaultDoor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_DETAIL = 300;

    /** What came of it. */
    sealed interface Answer {
        record Issued(List<X509Certificate> chain) implements Answer {}

        /** Asking again brings nothing. */
        record Refused(String reason) implements Answer {}

        /** Asking again may help. */
        record Away(String reason) implements Answer {}
    }

    private final String base;

    VaultDoor(URI vault) {
        String text = vault.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    Answer enrol(SSLContext tls, String token, String role, String gateway, String request)
            throws InterruptedException {
        return post(
                tls, "/api/v1/enrolments", Map.of("token", token, "csr", request, "role", role, "gateway", gateway));
    }

    Answer renew(SSLContext tls, String request) throws InterruptedException {
        return post(tls, "/api/v1/service-certificates:renew", Map.of("csr", request));
    }

    /** A client for one request: it is seldom, and the next one has another certificate. */
    private Answer post(SSLContext tls, String path, Map<String, String> body) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            return answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            String reason = e.getMessage();
            return new Answer.Away(reason == null ? e.getClass().getSimpleName() : reason);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        try {
            JsonNode json = JSON.readTree(response.body());
            if (status / 100 == 2) {
                return new Answer.Issued(
                        Identity.certificates(json.path("chain").asText()));
            }
            String detail = json.path("detail").asText();
            String said = "the vault answers " + status + ": "
                    + detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
            return status == 429 || status >= 500 ? new Answer.Away(said) : new Answer.Refused(said);
        } catch (IOException | IllegalArgumentException e) {
            return new Answer.Away("the vault answers " + status + " with something else than a certificate");
        }
    }
}
