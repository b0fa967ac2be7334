package io.ikebus.vault.service;

import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.pki.IssuedCertificate;
import io.ikebus.testkit.pki.LocalAuthority;
import io.ikebus.testkit.pki.TokenIssuer;
import io.ikebus.testkit.postgres.DatabaseOptions;
import io.ikebus.testkit.postgres.EmbeddedDatabase;
import io.ikebus.testkit.token.SoftToken;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a vault needs to start: a database, certificates, a key for tokens, a master key. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    static final String ISSUER = "https://issuer.test";
    /** Where the rest of the test finds the certificates' and tokens' issuers. */
    static final String DIRECTORY = "vault.test.directory";

    static final String DATABASE_PASSWORD = "vault.test.database-password";

    /** Argument: set if there is to be a bus, which the test starts. */
    static final String BUS = "bus";
    /** Argument: how many events of before the chain the database has when the vault meets it. */
    static final String OLD_EVENTS = "old-events";

    static final String BROKER_PORT = "vault.test.broker-port";

    private @Nullable EmbeddedDatabase database;
    private Map<String, String> arguments = Map.of();

    @Override
    public void init(Map<String, String> given) {
        arguments = given;
    }

    @Override
    public Map<String, String> start() {
        try {
            Path directory = Files.createTempDirectory("vault-test");
            String password = "a password that is no secret";
            EmbeddedDatabase started = EmbeddedDatabase.start(DatabaseOptions.temporary("vault", password));
            database = started;
            IssuedCertificate certificate =
                    LocalAuthority.create(directory.resolve("pki")).issue("vault");
            TokenIssuer tokens = TokenIssuer.create(directory.resolve("tokens"), ISSUER);
            Map<String, String> settings = new HashMap<>();
            settings.put(
                    "ikebus.tls.certificate-file", certificate.certificate().toString());
            settings.put("ikebus.tls.key-file", certificate.key().toString());
            settings.put("ikebus.tls.keystore-file", certificate.keystore().toString());
            settings.put("ikebus.tls.trust-file", certificate.trust().toString());
            settings.put("ikebus.oidc.issuer", ISSUER);
            settings.put("ikebus.oidc.public-key-file", tokens.publicKeyFile().toString());
            settings.put("ikebus.vault.master-key-file", ownersOnly(directory, "master.key", "5a".repeat(32)));
            settings.put("ikebus.vault.database.url", started.jdbcUrl());
            settings.put("ikebus.vault.database.username", started.user());
            settings.put("ikebus.vault.database.password-file", ownersOnly(directory, "database.password", password));
            settings.put("ikebus.vault.refresh-interval", "100ms");
            if (arguments.containsKey(BUS)) {
                int port = FreePorts.tcp();
                settings.put("kafka.bootstrap.servers", "127.0.0.1:" + port);
                settings.put(BROKER_PORT, Integer.toString(port));
            }
            OldEvents.write(
                    started.jdbcUrl(),
                    started.user(),
                    password,
                    Integer.parseInt(arguments.getOrDefault(OLD_EVENTS, "0")));
            settings.put("ikebus.vault.enrolments-per-minute", "300");
            if (SoftToken.missing().isEmpty()) {
                SoftToken token = SoftToken.ofThisProcess();
                settings.put("ikebus.vault.key-token.library", SoftToken.LIBRARY.toString());
                settings.put("ikebus.vault.key-token.slot", Long.toString(token.slot()));
                settings.put(
                        "ikebus.vault.key-token.pin-file",
                        SoftToken.pinFile(directory).toString());
            }
            settings.put(DIRECTORY, directory.toString());
            settings.put(DATABASE_PASSWORD, password);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ownersOnly(Path directory, String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
                .toString();
    }

    @Override
    public void stop() {
        if (database != null) {
            database.close();
        }
    }
}
