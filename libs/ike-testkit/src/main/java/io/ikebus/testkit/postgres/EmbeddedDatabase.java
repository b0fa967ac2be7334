package io.ikebus.testkit.postgres;

import io.ikebus.testkit.FreePorts;
import io.ikebus.testkit.exit.AtExit;
import io.ikebus.testkit.files.Directories;
import io.ikebus.testkit.logging.Quiet;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One running PostgreSQL server with one database, owned by one role. {@link #close} may be called more than once.
 *
 * <p>A data directory that is kept can be used again with the same password, also after the JVM before was killed:
 * its server, which then still runs, is ended first. The server's own log is the file beside its data directory.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private final DatabaseOptions options;
    private final Path directory;
    private final EmbeddedPostgres server;
    private final AtExit atExit = AtExit.run(this::close);
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedDatabase(DatabaseOptions options, Path directory, EmbeddedPostgres server) {
        this.options = options;
        this.directory = directory;
        this.server = server;
    }

    /** Returns when the database can be used: 2 s after the call, 8 s when its programs must be unpacked first. */
    public static EmbeddedDatabase start(DatabaseOptions options) {
        Quiet.warningsOf("io.zonky");
        Path directory = options.directory()
                .map(kept -> Directories.make(kept).resolve("data"))
                .orElseGet(() -> Directories.temporary("database").resolve("data"));
        Leftover.end(directory);
        EmbeddedDatabase database = new EmbeddedDatabase(options, directory, startServer(options, directory));
        try {
            DatabaseSetup.ensure(database.server, directory, options);
        } catch (SQLException | IOException e) {
            database.close();
            throw new IllegalStateException("the database in " + directory + " could not be set up", e);
        }
        return database;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + options.user();
    }

    public int port() {
        return server.getPort();
    }

    public String user() {
        return options.user();
    }

    public String password() {
        return options.password();
    }

    Path directory() {
        return directory;
    }

    ProcessHandle process() {
        return server.getProcess().toHandle();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        atExit.cancel();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the database in " + directory + " did not stop", e);
        } finally {
            forget(options, directory);
        }
    }

    private static EmbeddedPostgres startServer(DatabaseOptions options, Path directory) {
        Path log = directory.resolveSibling("postgres.log");
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(options.port() == 0 ? FreePorts.tcp() : options.port())
                    .setConnectConfig("password", options.password())
                    // The socket file's place is one for all servers of a machine; nobody needs it.
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("log_min_messages", "warning")
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException | RuntimeException e) {
            String said = lastLines(log);
            Leftover.end(directory);
            forget(options, directory);
            throw new IllegalStateException("PostgreSQL did not start in " + directory + "; it said: " + said, e);
        }
    }

    private static void forget(DatabaseOptions options, Path directory) {
        if (options.directory().isEmpty()) {
            Directories.remove(directory.resolveSibling(".").normalize());
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "nothing";
        }
    }
}
