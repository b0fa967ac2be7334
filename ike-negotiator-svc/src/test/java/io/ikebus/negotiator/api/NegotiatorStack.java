package io.ikebus.negotiator.api;

import io.ikebus.negotiator.vault.FakeVault;
import io.ikebus.protocol.bus.Topics;
import io.ikebus.testkit.FreePorts;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything a negotiator needs around it: broker and vault with mutual TLS, an authority, an issuer of tokens. */
public final class NegotiatorStack implements QuarkusTestResourceLifecycleManager {
    public static final String PSK = "a-psk-that-must-never-leave-the-vault";
    public static final String SEALING_KEY = "5e".repeat(32);
    /** File of the stack's directory with every SKEYID that the vault gave out. */
    static final String SKEYIDS = "skeyids";

    static final String CLUSTER_SECRET = "0123456789abcdef0123456789abcdef";
    static final String ISSUER = "https://issuer.example";
    static final int SESSION_PARTITIONS = 3;
    static final int GATEWAY_PARTITIONS = 2;

    private @Nullable Path directory;
    private @Nullable EmbeddedBroker broker;
    private @Nullable FakeVault vault;

    @Override
    public Map<String, String> start() {
        Path home = Directories.temporary("negotiator-test");
        directory = home;
        LocalAuthority authority = LocalAuthority.create(home.resolve("ca"));
        TokenIssuer tokens = TokenIssuer.create(home.resolve("tokens"), ISSUER);
        EmbeddedBroker bus = EmbeddedBroker.start(BrokerOptions.temporary().withMutualTls(authority.issue("broker")));
        broker = bus;
        bus.ensureTopics(Topics.ALL.stream().map(NegotiatorStack::topic).toList());
        FakeVault keys = new FakeVault(
                authority.issue("vault"), PSK, "k1", SEALING_KEY, skeyid -> note(home.resolve(SKEYIDS), skeyid));
        vault = keys;
        IssuedCertificate own = authority.issue("negotiator");
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bus.bootstrapServers());
        settings.put("ikebus.cluster-secret-file", secret(home).toString());
        settings.put("ikebus.http.port", Integer.toString(FreePorts.tcp()));
        settings.put("ikebus.tls.certificate-file", own.certificate().toString());
        settings.put("ikebus.tls.key-file", own.key().toString());
        settings.put("ikebus.tls.keystore-file", own.keystore().toString());
        settings.put("ikebus.tls.trust-file", own.trust().toString());
        settings.put("ikebus.oidc.issuer", ISSUER);
        settings.put("ikebus.oidc.public-key-file", tokens.publicKeyFile().toString());
        settings.put("ikebus.vault.url", keys.url().toString());
        // The first question goes through a cold TLS stack on a busy machine.
        settings.put("ikebus.vault.timeout", "10s");
        settings.put("ikebus.negotiator.transaction-timeout-ms", "15000");
        settings.put("ikebus.negotiator.standby-replicas", "0");
        settings.put("stack.directory", home.toString());
        return settings;
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
        if (vault != null) {
            vault.close();
        }
        if (directory != null) {
            Directories.remove(directory);
        }
    }

    private static Topic topic(Topics.Definition definition) {
        int partitions =
                switch (definition.spread()) {
                    case SINGLE -> 1;
                    case BY_SESSION -> SESSION_PARTITIONS;
                    case BY_GATEWAY -> GATEWAY_PARTITIONS;
                };
        return new Topic(definition.name(), partitions, definition.compacted() ? Cleanup.COMPACT : Cleanup.DELETE);
    }

    private static synchronized void note(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path secret(Path home) {
        try {
            return Files.writeString(home.resolve("cluster.secret"), CLUSTER_SECRET + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
