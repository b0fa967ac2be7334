package io.ikebus.agent.api;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.broker.BrokerOptions;
import io.ikebus.testkit.broker.EmbeddedBroker;
import io.ikebus.testkit.broker.Topic;
import io.ikebus.testkit.broker.Topic.Cleanup;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.ikebus.testkit.pki.TokenIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** All that an agent needs around it: a broker with mutual TLS, a vault's door, certificates, tokens. */
public final class AgentTestBed implements QuarkusTestResourceLifecycleManager {
    private static final String ISSUER = "https://issuer.test";
    private static @Nullable AgentTestBed running;

    final List<String> registrations = new CopyOnWriteArrayList<>();
    private final Path directory = Directories.temporary("agent-test");
    private final LocalAuthority authority = LocalAuthority.create(directory.resolve("pki"));
    private final TokenIssuer tokens = TokenIssuer.create(directory.resolve("tokens"), ISSUER);
    private @Nullable EmbeddedBroker broker;
    private @Nullable HttpsServer vault;

    static AgentTestBed running() {
        if (running == null) {
            throw new IllegalStateException("no bed is running");
        }
        return running;
    }

    @Override
    public Map<String, String> start() {
        running = this;
        IssuedCertificate agent = authority.issue("agent:east");
        broker = EmbeddedBroker.start(BrokerOptions.temporary().withMutualTls(authority.issue("broker")));
        broker.ensureTopics(List.of(
                new Topic(Topics.SA_COMMANDS, 2, Cleanup.COMPACT), new Topic(Topics.SA_OUTCOMES, 2, Cleanup.DELETE)));
        vault = startVault();
        return Map.ofEntries(
                Map.entry("ikebus.gateway", "east"),
                Map.entry("ikebus.cluster-secret-file", clusterSecret().toString()),
                Map.entry(
                        "ikebus.vault.url",
                        "https://127.0.0.1:" + vault.getAddress().getPort()),
                Map.entry("ikebus.tls.certificate-file", agent.certificate().toString()),
                Map.entry("ikebus.tls.key-file", agent.key().toString()),
                Map.entry("ikebus.tls.trust-file", agent.trust().toString()),
                Map.entry("ikebus.tls.keystore-file", agent.keystore().toString()),
                Map.entry("ikebus.oidc.issuer", ISSUER),
                Map.entry("ikebus.oidc.public-key-file", tokens.publicKeyFile().toString()),
                Map.entry("ikebus.agent.backend", "recording"),
                Map.entry(
                        "ikebus.agent.state-directory",
                        directory.resolve("state").toString()),
                Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()));
    }

    @Override
    public void stop() {
        if (vault != null) {
            vault.stop(0);
        }
        if (broker != null) {
            broker.close();
        }
        Directories.remove(directory);
        running = null;
    }

    Map<String, String> bus() {
        if (broker == null) {
            throw new IllegalStateException("the broker is not running");
        }
        return broker.clientSettings();
    }

    Path stateDirectory() {
        return directory.resolve("state");
    }

    String token(String role) {
        return tokens.issue("somebody", Set.of(role), Duration.ofMinutes(5));
    }

    LocalAuthority authority() {
        return authority;
    }

    /** For a client that comes with a certificate of this name. */
    SSLContext tls(String commonName) {
        return PemTls.context(authority.issue(commonName));
    }

    /** For a client without a certificate. */
    SSLContext tls() {
        return PemTls.trusting(authority.trust());
    }

    static byte[] clusterSecretOctets() {
        return "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    }

    private Path clusterSecret() {
        try {
            return Files.writeString(
                    directory.resolve("cluster.secret"), HexFormat.of().formatHex(clusterSecretOctets()) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a key only from the agent's certificate, and only the second time, so that the agent has to try again. */
    private HttpsServer startVault() {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls("vault")) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                    ssl.setNeedClientAuth(true);
                    parameters.setSSLParameters(ssl);
                }
            });
            server.createContext("/api/v1/gateways/east/hpke-key", exchange -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                registrations.add(exchange.getRequestMethod() + " " + PemTls.peerName(exchange) + " " + body);
                exchange.sendResponseHeaders(registrations.size() == 1 ? 503 : 201, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names what can go wrong with TLS in a test. */
    static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("TLS of the test bed", e);
    }
}
