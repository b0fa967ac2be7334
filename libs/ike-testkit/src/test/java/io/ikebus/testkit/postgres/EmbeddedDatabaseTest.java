package io.ikebus.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
        Process orphan = new ProcessBuilder("bash", "-c", "sleep 60; :", "postgres", data.toString()).start();
        Process stranger = new ProcessBuilder("bash", "-c", "sleep 60; :", "postgres", "/elsewhere").start();
        // When
        Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n");
        Leftover.end(data);
        Files.writeString(data.resolve("postmaster.pid"), orphan.pid() + "\n");
        Leftover.end(data);
        // Then
        assertThat(orphan.isAlive()).isFalse();
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly().waitFor();
    }

    private static Connection connect(EmbeddedDatabase database, String password) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), password);
    }
}
