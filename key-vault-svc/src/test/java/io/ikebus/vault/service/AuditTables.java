package io.ikebus.vault.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** The vault's database in the hands of somebody who may do everything there. */
final class AuditTables {
    private AuditTables() {}

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                setting("ikebus.vault.database.url"), "postgres", setting(Surroundings.DATABASE_PASSWORD));
    }

    static void execute(String... statements) {
        try (Connection connection = connect()) {
            for (String statement : statements) {
                try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                    prepared.execute();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of each row. */
    static List<String> ask(String query) {
        List<String> answers = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement prepared = connection.prepareStatement(query);
                ResultSet found = prepared.executeQuery()) {
            while (found.next()) {
                answers.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return answers;
    }
}
