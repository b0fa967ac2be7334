package io.ikebus.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/** What an operator sees of the running service, over HTTPS and with its certificate checked. */
final class ServiceView implements AutoCloseable {
    private final URI root;
    private final HttpClient client;

    ServiceView(URI root) throws IOException, GeneralSecurityException {
        this.root = root;
        this.client = HttpClient.newBuilder().sslContext(trusting()).build();
    }

    private static SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        Path file = Path.of(ConfigProvider.getConfig().getValue("ikebus.tls.trust-file", String.class));
        try (InputStream certificate = Files.newInputStream(file)) {
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(root.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isReady() {
        return get("/q/health/ready").statusCode() == 200;
    }

    double dropped(String reason) {
        return metric("ikebus_transport_dropped_total{reason=\"" + reason + "\"}");
    }

    double metric(String name) {
        HttpResponse<String> answer = get("/q/metrics");
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(answer.body());
        if (!line.find()) {
            throw new AssertionError("no metric " + name + " in " + answer + ":\n" + answer.body());
        }
        return Double.parseDouble(line.group(1));
    }

    @Override
    public void close() {
        client.close();
    }
}
