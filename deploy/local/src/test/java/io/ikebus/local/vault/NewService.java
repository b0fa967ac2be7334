package io.ikebus.local.vault;

import static org.awaitility.Awaitility.await;

import io.ikebus.local.api.Api;
import io.ikebus.local.child.Child;
import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.child.Spawner;
import io.ikebus.local.service.GatewayPlan;
import io.ikebus.local.service.Launch;
import io.ikebus.local.service.Recipes;
import io.ikebus.local.service.ServiceKind;
import io.ikebus.local.service.ServicePlan;
import io.ikebus.local.service.Surroundings;
import io.ikebus.local.stack.Readiness;
import io.ikebus.protocol.bus.GatewayId;
import io.ikebus.protocol.bus.IpAddress;
import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.pki.IssuedCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** An agent's or a transport's process that has a one-time token and whom to trust, and nothing else. */
final class NewService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path home;
    private final Path directory;
    private final IssuedCertificate files;
    private final ServicePlan plan;
    private final Spawner spawner = new Spawner();
    private @Nullable Child child;

    /** @param around whose files of secrets are the agent's and the transport's too */
    NewService(Path home, Path directory, ServiceKind kind, Surroundings around, String vaultUrl, Path trust) {
        this.home = home;
        this.directory = Directories.make(directory);
        this.files = new IssuedCertificate(
                directory.resolve("certificate.pem"),
                directory.resolve("key.pem"),
                directory.resolve("keystore.pem"),
                trust);
        GatewayPlan gateway =
                new GatewayPlan(new GatewayId("east"), IpAddress.parse("127.0.0.1"), FreePorts.udp(), FreePorts.udp());
        Recipes recipes = new Recipes(around);
        ServicePlan usual = kind == ServiceKind.AGENT
                ? recipes.agent(FreePorts.tcp(), files, gateway, vaultUrl)
                : recipes.transport(FreePorts.tcp(), files, gateway);
        Map<String, String> properties = new HashMap<>(usual.properties());
        properties.put("ikebus.vault.url", vaultUrl);
        properties.put("ikebus.enrolment.token-file", tokenFile().toString());
        properties.put("quarkus.tls.reload-period", "1S");
        properties.put("quarkus.tls.service.reload-period", "1S");
        this.plan = new ServicePlan(usual.name(), kind, usual.gateway(), usual.port(), properties);
    }

    /** As the vault has it. */
    static String role(ServiceKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Path tokenFile() {
        return directory.resolve("token");
    }

    void giveToken(String token) throws IOException {
        Files.writeString(tokenFile(), token);
        Files.setPosixFilePermissions(tokenFile(), PosixFilePermissions.fromString("rw-------"));
    }

    /** Does not wait for anything. */
    void spawn() throws IOException {
        Path working = Directories.make(directory.resolve("working"));
        Path configuration = Directories.make(working.resolve("config")).resolve("application.properties");
        Files.writeString(configuration, Launch.configuration(plan));
        String module = plan.kind() == ServiceKind.AGENT ? "sa-installer-agent" : "ike-transport-svc";
        child = spawner.spawn(Launch.command(
                plan, home.resolve(module).resolve("target/quarkus-app"), working, directory.resolve("log"), true));
    }

    void awaitReady(Api api) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!running().isAlive()) {
                throw new IllegalStateException(running().obituary() + running().lastWords());
            }
            return Readiness.look(api, plan.url()).equals(Readiness.UP);
        });
    }

    /** Returns when it has ended by itself. */
    String lastWordsAtItsEnd() {
        await().atMost(PATIENCE).until(() -> !running().isAlive());
        return running().lastWords();
    }

    /** As {@code kill -9}. */
    void kill() {
        ProcessIdentity identity = running().identity();
        ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> !identity.isRunning());
    }

    long pid() {
        return running().identity().pid();
    }

    IssuedCertificate files() {
        return files;
    }

    /** Serial, as the vault writes it, of the certificate that its own API shows now. */
    String servedSerial() {
        AtomicReference<String> serial = new AtomicReference<>();
        // A handshake that meets the moment in which the server takes over another certificate is cut off.
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            serial.set(shownSerial());
            return true;
        });
        return Objects.requireNonNull(serial.get());
    }

    private String shownSerial() throws IOException, GeneralSecurityException {
        SSLContext anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new TrustManager[] {new Everybody()}, null);
        URI url = URI.create(plan.url());
        try (SSLSocket socket = (SSLSocket) anybody.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
            socket.startHandshake();
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return "%032x".formatted(shown.getSerialNumber());
        }
    }

    /** Only looks. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private Child running() {
        if (child == null) {
            throw new IllegalStateException("it has not been started");
        }
        return child;
    }

    @Override
    public void close() {
        if (child != null) {
            ProcessIdentity.endAll(List.of(child.identity()), Duration.ofSeconds(10));
        }
        spawner.close();
    }
}
