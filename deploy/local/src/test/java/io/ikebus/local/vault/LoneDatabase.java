package io.ikebus.local.vault;

import static org.awaitility.Awaitility.await;

import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.postgres.DatabaseOptions;
import io.ikebus.testkit.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL that goes and comes, with the same data and on the same port. */
final class LoneDatabase implements AutoCloseable {
    static final String ROLE = "vault";

    private final Path directory;
    private final DatabaseOptions options;
    private EmbeddedDatabase server;

    LoneDatabase(Path directory, String password) {
        this.directory = directory;
        this.options = new DatabaseOptions(Optional.of(directory), FreePorts.tcp(), ROLE, password);
        this.server = EmbeddedDatabase.start(options);
        // The test's server acknowledges before it has written; no server that a vault is given does.
        execute("alter role " + ROLE + " set synchronous_commit = on");
    }

    String jdbcUrl() {
        return server.jdbcUrl();
    }

    /** As an operator's restart does: clients are told. */
    void stop() {
        server.close();
    }

    /** As {@code kill -9} of its first process: clients find their connections gone. */
    void crash() {
        List<ProcessHandle> all;
        try {
            long first = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(first).orElseThrow();
            all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
            postmaster.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The others notice, and end by themselves.
        await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        server.close();
    }

    void start() {
        server = EmbeddedDatabase.start(options);
    }

    /** As PostgreSQL's superuser. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), "postgres", options.password());
    }

    void execute(String statement) {
        try (Connection connection = connect();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
