package io.ikebus.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the role and its database where they are missing, and from then on lets nobody in without the password. */
final class DatabaseSetup {

    private static final String PASSWORD_FOR_ALL = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    private DatabaseSetup() {}

    static void ensure(EmbeddedPostgres server, Path directory, DatabaseOptions options)
            throws SQLException, IOException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", options.user())) {
                execute(connection, "create role %I login password %L", options.user(), options.password());
            }
            if (!exists(connection, "select 1 from pg_database where datname = ?", options.user())) {
                execute(connection, "create database %I owner %I", options.user(), options.user());
            }
            Path rules = directory.resolve("pg_hba.conf");
            if (!Files.readString(rules).equals(PASSWORD_FOR_ALL)) {
                execute(connection, "alter role %I password %L", "postgres", options.password());
                Files.writeString(rules, PASSWORD_FOR_ALL);
                execute(connection, "select pg_reload_conf()");
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Commands take no parameters, so PostgreSQL itself quotes them: %I a name, %L a text. */
    private static void execute(Connection connection, String command, String... values) throws SQLException {
        StringBuilder query = new StringBuilder("select format(?");
        query.repeat(", ?", values.length).append(')');
        try (PreparedStatement quoting = connection.prepareStatement(query.toString());
                Statement statement = connection.createStatement()) {
            quoting.setString(1, command);
            for (int i = 0; i < values.length; i++) {
                quoting.setString(i + 2, values[i]);
            }
            try (ResultSet quoted = quoting.executeQuery()) {
                quoted.next();
                statement.execute(quoted.getString(1));
            }
        }
    }
}
