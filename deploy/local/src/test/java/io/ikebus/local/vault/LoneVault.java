package io.ikebus.local.vault;

import static org.awaitility.Awaitility.await;

import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.local.child.Child;
import io.ikebus.local.child.ProcessIdentity;
import io.ikebus.local.child.Spawner;
import io.ikebus.local.service.Launch;
import io.ikebus.local.service.Recipes;
import io.ikebus.local.service.ServicePlan;
import io.ikebus.local.service.Surroundings;
import io.ikebus.local.stack.Readiness;
import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.ikebus.testkit.pki.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One vault's process on a database of its own. */
final class LoneVault implements AutoCloseable {
    private static final String PASSWORD = "of-this-run-only";
    private static final String NONCE = "0001020304050607";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final Path application;
    private final LoneDatabase database;
    private final LocalAuthority authority;
    private final Path token;
    private final Surroundings surroundings;
    private final ServicePlan plan;
    private final Spawner spawner = new Spawner();
    private final Api api;
    private @Nullable Child child;

    /** @param home the repository, whose services have been built */
    LoneVault(Path home, Path directory) {
        this(home, directory, "", Map.of());
    }

    /** @param bootstrapServers of the bus, which need not be there; empty for none */
    LoneVault(Path home, Path directory, String bootstrapServers) {
        this(home, directory, bootstrapServers, Map.of());
    }

    /** @param more properties */
    LoneVault(Path home, Path directory, String bootstrapServers, Map<String, String> more) {
        this.directory = directory;
        this.application = home.resolve("key-vault-svc/target/quarkus-app");
        this.database = new LoneDatabase(directory.resolve("database"), PASSWORD);
        this.authority = LocalAuthority.create(directory.resolve("pki"));
        TokenIssuer tokens = TokenIssuer.create(directory.resolve("tokens"), "https://ikebus.invalid/lone");
        this.token = file("token", tokens.issue("anna", Set.of("vault-admin"), Duration.ofHours(1)));
        file("master-key", "fedcba9876543210".repeat(4));
        this.surroundings = new Surroundings(
                bootstrapServers,
                database.jdbcUrl(),
                LoneDatabase.ROLE,
                file("database-password", PASSWORD),
                file("cluster-secret", "0123456789abcdef".repeat(4)),
                masterKeyFile(),
                Directories.make(directory.resolve("agents")),
                tokens.issuer(),
                tokens.publicKeyFile());
        ServicePlan usual = new Recipes(surroundings).vault(FreePorts.tcp(), authority.issue("vault"));
        Map<String, String> properties = new HashMap<>(usual.properties());
        properties.putAll(more);
        this.plan = new ServicePlan(usual.name(), usual.kind(), usual.gateway(), usual.port(), properties);
        var negotiator = authority.issue("negotiator");
        this.api = new Api(negotiator.keystore(), negotiator.trust(), token);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** A vault-admin's. */
    Path tokenFile() {
        return token;
    }

    Path masterKeyFile() {
        return directory.resolve("master-key");
    }

    /** Does not wait for anything. */
    void spawn() {
        Path working = Directories.make(directory.resolve("service"));
        Directories.make(working.resolve("config"));
        file("service/config/application.properties", Launch.configuration(plan));
        child = spawner.spawn(Launch.command(plan, application, working, directory.resolve("vault.log"), true));
    }

    void start() {
        spawn();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!running().isAlive()) {
                throw new IllegalStateException(running().obituary());
            }
            return Readiness.look(api, plan.url()).equals(Readiness.UP);
        });
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

    Api api() {
        return api;
    }

    LoneDatabase database() {
        return database;
    }

    /** For who shall be trusted by this vault. */
    IssuedCertificate certificate(String name) {
        return authority.issue(name);
    }

    String url() {
        return plan.url();
    }

    void put(String name, String secret) throws IOException {
        Answer answer = api.put(
                url() + "/api/v1/credentials/" + name,
                Map.of("type", "psk", "secret", secret, "connections", List.of(name)));
        if (!answer.isOk()) {
            throw new IllegalStateException(answer.sentence());
        }
    }

    /** SKEYID for the connection of this name, hex; or what the vault says instead. */
    String skeyid(String connection) throws IOException {
        Answer answer = api.post(
                url() + "/api/v1/skeyid",
                Map.of(
                        "gateway",
                        "east",
                        "connection",
                        connection,
                        "peerAddress",
                        "192.0.2.2",
                        "hash",
                        "SHA1",
                        "initiatorNonce",
                        NONCE,
                        "responderNonce",
                        NONCE));
        return answer.isOk() ? answer.body().path("skeyid").asText() : answer.sentence();
    }

    /** What {@link #skeyid} answers for a connection with this pre-shared key: prf(pre-shared key, Ni_b | Nr_b). */
    static String expectedSkeyid(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(HexFormat.of().parseHex(NONCE + NONCE)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC must be there", e);
        }
    }

    private Child running() {
        if (child == null) {
            throw new IllegalStateException("the vault has not been started");
        }
        return child;
    }

    private Path file(String name, String content) {
        try {
            Path file = Files.writeString(directory.resolve(name), content);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (child != null) {
            ProcessIdentity.endAll(List.of(child.identity()), Duration.ofSeconds(10));
        }
        spawner.close();
        api.close();
        database.close();
    }
}
