package io.ikebus.vault.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.ikebus.testkit.pki.TokenIssuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.config.ConfigProvider;

/** Somebody who calls the vault: a service with a certificate, a person with a token, or nobody. */
final class VaultClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final Map<String, String> headers;

    private VaultClient(Optional<IssuedCertificate> certificate, Map<String, String> headers) {
        this.http = HttpClient.newBuilder()
                .sslContext(MutualTls.context(authority().trust(), certificate))
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        this.headers = headers;
    }

    /** With a key and certificates that are in memory. */
    private VaultClient(SSLContext tls, Optional<String> from) {
        HttpClient.Builder builder = HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(10));
        from.ifPresent(address -> builder.localAddress(InetAddress.ofLiteral(address)));
        this.http = builder.build();
        this.headers = Map.of();
    }

    static Path directory() {
        return Path.of(ConfigProvider.getConfig().getValue(Surroundings.DIRECTORY, String.class));
    }

    private static URI base() {
        return URI.create(
                "https://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.test-ssl-port", String.class));
    }

    private static LocalAuthority authority() {
        return LocalAuthority.open(directory().resolve("pki"));
    }

    static VaultClient service(String commonName) {
        return new VaultClient(Optional.of(authority().issue(commonName)), Map.of());
    }

    static VaultClient person(String... roles) {
        return withToken(TokenIssuer.open(directory().resolve("tokens"), Surroundings.ISSUER)
                .issue("anna", Set.of(roles), Duration.ofMinutes(10)));
    }

    static VaultClient withToken(String token) {
        return new VaultClient(Optional.empty(), Map.of("Authorization", "Bearer " + token));
    }

    /** A service that also has a token. */
    static VaultClient serviceWithToken(String commonName, String token) {
        return new VaultClient(Optional.of(authority().issue(commonName)), Map.of("Authorization", "Bearer " + token));
    }

    static VaultClient nobody() {
        return new VaultClient(Optional.empty(), Map.of());
    }

    /** Nobody, at another address of this host. */
    static VaultClient nobodyAt(String address) {
        return new VaultClient(MutualTls.context(authority().trust(), Optional.empty()), Optional.of(address));
    }

    /** Somebody with a certificate that the vault has issued. */
    static VaultClient enrolled(PrivateKey key, Certificate... chain) {
        return new VaultClient(MutualTls.context(authority().trust(), key, chain), Optional.empty());
    }

    /** A service with a certificate of another authority. */
    static VaultClient of(IssuedCertificate certificate) {
        return new VaultClient(Optional.of(certificate), Map.of());
    }

    /** With a certificate of an authority that the vault does not trust. */
    static VaultClient stranger() {
        return new VaultClient(
                Optional.of(
                        LocalAuthority.create(directory().resolve("strangers")).issue("negotiator")),
                Map.of());
    }

    Answer get(String path) {
        return send("GET", path, "", Map.of());
    }

    Answer post(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    Answer put(String path, String json) {
        return send("PUT", path, json, Map.of());
    }

    Answer delete(String path) {
        return send("DELETE", path, "", Map.of());
    }

    Answer send(String method, String path, String body, Map<String, String> more) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty() && !more.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        more.forEach(request::header);
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Announces a body and sends none: whoever sends one that is refused unread may lose the answer by the reset that ends
     * the connection.
     *
     * @return the line that the answer begins with
     */
    String announce(String path, long octets) {
        try (Socket socket = http.sslContext().getSocketFactory().createSocket(base().getHost(), base().getPort());
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setSoTimeout(20_000);
            String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + octets + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return String.valueOf(answer.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back. */
    record Answer(HttpResponse<String> http) {
        int status() {
            return http.statusCode();
        }

        String body() {
            return http.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new UncheckedIOException(http.body(), e);
            }
        }

        /** The last word of the problem's type. */
        String problem() {
            return json().path("type").asText().replace("urn:ikebus:problem:", "");
        }

        String field() {
            return json().path("field").asText();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }
}
