package io.ikebus.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    private static final String AWKWARD_PASSWORD = "it's \"quoted\" \\ %L";

    @TempDir
    Path directory;

    @Test
    void keepsItsRowsFromOneRunToTheNext() throws Exception {
        // Given
        DatabaseOptions options =
                DatabaseOptions.temporary("vault", AWKWARD_PASSWORD).keptIn(directory.resolve("kept"));
        try (EmbeddedDatabase first = EmbeddedDatabase.start(options);
                Connection connection = connect(first, AWKWARD_PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept (name text)");
            statement.execute("insert into kept values ('east')");
        }
        // When
        try (EmbeddedDatabase second = EmbeddedDatabase.start(options);
                Connection connection = connect(second, AWKWARD_PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from kept")) {
            // Then
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("east");
        }
    }

    @Test
    void letsNobodyInWithoutThePasswordAndLeavesNothing() {
        // Given
        EmbeddedDatabase database = EmbeddedDatabase.start(DatabaseOptions.temporary("vault", "secret"));
        ProcessHandle server = database.process();
        // Then
        assertThatThrownBy(() -> connect(database, "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        // When
        database.close();
        // Then
        assertThat(server.isAlive()).isFalse();
        assertThat(database.directory()).doesNotExist();
        assertThat(database.directory().getParent()).doesNotExist();
    }

    @Test
    void endsTheServerOfAKilledRunBeforeItUsesItsData() throws Exception {
        // Given
        Path data = Files.createDirectories(directory.resolve("data"));
        Process orphan = looksLikeTheServerOf(data);
        Process stranger = looksLikeTheServerOf(Path.of("/elsewhere"));
        // When
        Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n");
        Leftover.end(data);
        Files.writeString(data.resolve("postmaster.pid"), orphan.pid() + "\n");
        Leftover.end(data);
        // Then
        // The process is gone a moment before its Process object knows.
        assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly().waitFor();
    }

    /** Waits on its standard input, so it ends with this JVM at the latest. */
    private static Process looksLikeTheServerOf(Path data) throws IOException {
        Process process = new ProcessBuilder("bash", "-c", "echo ready; read; :", "postgres", data.toString()).start();
        // Its command line can be read once it has said something: not yet while it is being started.
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        return process;
    }

    private static Connection connect(EmbeddedDatabase database, String password) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), password);
    }
}
