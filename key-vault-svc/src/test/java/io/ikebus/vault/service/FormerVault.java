package io.ikebus.vault.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/** {@link Surroundings} with the database of a former vault in them: its schema of then, and rows as it wrote them. */
public final class FormerVault implements QuarkusTestResourceLifecycleManager {
    static final String VERSION = "version";

    private final Surroundings surroundings = new Surroundings();
    private String version = "";

    @Override
    public void init(Map<String, String> arguments) {
        version = Objects.requireNonNull(arguments.get(VERSION));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = surroundings.start();
        String url = Objects.requireNonNull(settings.get("ikebus.vault.database.url"));
        String user = Objects.requireNonNull(settings.get("ikebus.vault.database.username"));
        try {
            String password = Files.readString(
                    Path.of(Objects.requireNonNull(settings.get("ikebus.vault.database.password-file"))));
            Flyway.configure()
                    .dataSource(url, user, password)
                    .target(version)
                    .load()
                    .migrate();
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement statement = connection.createStatement()) {
                statement.execute(rows());
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String rows() throws IOException {
        try (InputStream in = FormerVault.class.getResourceAsStream("/former/V" + version + ".sql")) {
            return new String(
                    Objects.requireNonNull(in, "rows of version " + version).readAllBytes(), UTF_8);
        }
    }

    @Override
    public void stop() {
        surroundings.stop();
    }
}
